@echo off
rem Makes an .msi in target\packages; needs WiX, as jpackage does. Written from the documentation of jpackage; not yet run
rem on Windows. Usage: package VERSION TIME, as pom.xml says both; the time is not used.
setlocal enabledelayedexpansion
set "VERSION=%~1"
set "HERE=%~dp0"
set "INSTALLER=%HERE%.."
set "TARGET=%HERE%..\..\target"
set "IMAGE=%TARGET%\image"
if not exist "%JAVA_HOME%\bin\jpackage.exe" (
    echo A JDK of version 25 or newer is needed; set JAVA_HOME to it. 1>&2
    exit /b 2
)
if exist "%IMAGE%" rmdir /s /q "%IMAGE%"
mkdir "%IMAGE%\modules" "%IMAGE%\lib" "%IMAGE%\licences"
if not exist "%TARGET%\packages" mkdir "%TARGET%\packages"
copy /y "%TARGET%\adjointlab\lib\*.jar" "%IMAGE%\lib" >nul
for %%p in (base controls swing) do copy /y "%IMAGE%\lib\javafx-%%p-*-win.jar" "%IMAGE%\modules" >nul
del "%IMAGE%\lib\javafx-*.jar"
copy /y "%TARGET%\javafx\win\*.jar" "%IMAGE%\modules" >nul
copy /y "%TARGET%\classes\adjointlab\third-party.txt" "%IMAGE%\licences" >nul
copy /y "%TARGET%\licence-texts\licenses\*.txt" "%IMAGE%\licences" >nul
set "CP="
for %%j in ("%IMAGE%\lib\*.jar") do set "CP=!CP!%%j;"
for /f %%m in ('""%JAVA_HOME%\bin\jdeps" --multi-release 25 --ignore-missing-deps -R --print-module-deps --module-path "%IMAGE%\modules" --add-modules jdk.incubator.vector --class-path "!CP!" "%IMAGE%\lib\adjointlab-%VERSION%.jar""') do set "MODULES=%%m"
"%JAVA_HOME%\bin\jlink" --module-path "%IMAGE%\modules" --add-modules %MODULES%,jdk.incubator.vector --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive --output "%IMAGE%\runtime" || exit /b 1
"%JAVA_HOME%\bin\java" -Djava.awt.headless=true -cp "!CP!" "%INSTALLER%\icons\Icons.java" "%INSTALLER%\icons" "%IMAGE%\icons" || exit /b 1
set "OPTIONS="
for /f "usebackq delims=" %%o in ("%INSTALLER%\java.options") do (
    set "LINE=%%o"
    if "!LINE:~0,1!"=="-" set "OPTIONS=!OPTIONS! --java-options !LINE:ALL-UNNAMED=ALL-UNNAMED,javafx.graphics!"
)
"%IMAGE%\runtime\bin\java" !OPTIONS: --java-options= ! -XX:AOTCacheOutput="%IMAGE%\lib\adjointlab.aot" -Dglass.platform=Headless -Dprism.order=sw -cp "%IMAGE%\lib\adjointlab-%VERSION%.jar" adjointlab.cli.Rehearsal
"%JAVA_HOME%\bin\jpackage" --type msi --name "Adjoint Lab" --app-version %VERSION% --dest "%TARGET%\packages" --runtime-image "%IMAGE%\runtime" --input "%IMAGE%\lib" --main-jar adjointlab-%VERSION%.jar --main-class adjointlab.cli.Main --icon "%IMAGE%\icons\adjointlab.ico" --license-file "%INSTALLER%\..\LICENSE" --file-associations "%HERE%document.properties" --win-menu --win-per-user-install --java-options "-XX:AOTCache=$APPDIR\adjointlab.aot" --java-options -Xlog:aot*=off --java-options -Xlog:cds*=off !OPTIONS!
