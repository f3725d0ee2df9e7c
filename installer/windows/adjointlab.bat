@echo off
rem Starts Adjoint Lab with a JDK of at least version 25, from JAVA_HOME or the PATH.
setlocal
set "HERE=%~dp0"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java"
set "FOUND="
for /f "tokens=3 delims= " %%v in ('"%JAVA%" -version 2^>^&1 ^| findstr /i "version"') do if not defined FOUND set "FOUND=%%~v"
if not defined FOUND goto missing
for /f "tokens=1 delims=.-+" %%m in ("%FOUND%") do set "MAJOR=%%m"
if %MAJOR% LSS 25 goto missing
set "CP="
for %%j in ("%HERE%lib\adjointlab-*.jar") do set "CP=%%j"
for %%j in ("%HERE%lib\win\*.jar") do call set "CP=%%CP%%;%%j"
set "REPORTS=%APPDATA%\adjointlab\reports"
if not exist "%REPORTS%" mkdir "%REPORTS%" 2>nul
"%JAVA%" "@%HERE%lib\java.options" "-XX:ErrorFile=%REPORTS%\fault-%%p.log" "-Dadjointlab.reports=%REPORTS%" -cp "%CP%" adjointlab.cli.Main %*
exit /b %ERRORLEVEL%
:missing
echo Adjoint Lab needs a JDK of version 25 or newer and found none; install one or set JAVA_HOME to it. 1>&2
exit /b 2
