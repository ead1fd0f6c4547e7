@echo off
rem Drop a workbook on this file to plan it; without one, the example is planned.
rem The run folder appears in "outputs" beside this file.
setlocal
set "WORKBOOK=%~f1"
pushd "%~dp0"
set "PYTHON="
where python >nul 2>nul && set "PYTHON=python"
where py >nul 2>nul && set "PYTHON=py -3"
if not defined PYTHON goto missing
if defined WORKBOOK %PYTHON% tasks.py plan "%WORKBOOK%"
if not defined WORKBOOK %PYTHON% tasks.py plan
set "CODE=%ERRORLEVEL%"
goto done
:missing
echo Python 3.11 or later is needed: https://www.python.org/downloads/
set "CODE=1"
:done
popd
pause
exit /b %CODE%
