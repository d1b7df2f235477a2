; The installer: for one user, without administrator rights, in Vietnamese. Data is never touched.
; deliver.py gives VERSION, NUMBERS (the version as four numbers), SOURCE, OUT, ICON, SIDE (the picture of the
; first and the last page); FAST for a quick trial build.
; Exit codes of a silent run (/S): 0 done, 5 the program is running, 6 a newer version is installed, 7 wrong Windows.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define PROGRAM "KhuyenHoc"
!define TITLE "Khuyến học xã"
!define EXE "KhuyenHoc.exe"
!define CONSOLE_EXE "KhuyenHoc-cmd.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"

; What the program opens (services/file_kinds.py). Only .khb is ours alone; .zip and .db stay whose they are, the program
; is just offered for them under «Open with».
!define CLASSES "Software\Classes"
!define ASSOCIATIONS_CHANGED 0x08000000 ; SHCNE_ASSOCCHANGED

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
InstallDirRegKey HKCU "Software\${PROGRAM}" "InstallDir"
BrandingText "${TITLE} ${VERSION}"
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1066 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài ${TITLE}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Giấy phép MIT"

Var Installed ; the version that is installed, or ""
Var Welcome

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Thôi không cài nữa?"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
MiscButtonText "< &Quay lại" "&Tiếp tục >" "T&hôi" "Đón&g"
InstallButtonText "&Cài đặt"
UninstallButtonText "&Gỡ bỏ"
!define MUI_WELCOMEPAGE_TITLE "${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!define MUI_DIRECTORYPAGE_TEXT_TOP "Chương trình được cài vào thư mục dưới đây. Anh chị không cần đổi gì, cứ bấm «Cài đặt»."
!define MUI_FINISHPAGE_TITLE "Đã cài xong"
!define MUI_FINISHPAGE_TEXT "Biểu tượng «${TITLE}» đã có trên màn hình và trong trình đơn Bắt đầu (Start)."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Mở chương trình ngay"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chương trình sẽ được gỡ khỏi máy này. Số liệu của xã vẫn giữ nguyên trong thư mục $LOCALAPPDATA\${PROGRAM}; cài lại chương trình là dùng tiếp được."

!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenInstalled
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

Function .onInit
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "Chương trình cần Windows 10 hoặc Windows 11, loại 64 bit. Máy này không phải loại đó nên không cài được." /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
  ReadRegStr $Installed HKCU "${ENTRY}" "DisplayVersion"
  Call RefuseOlder
  Call ChooseWelcome
FunctionEnd

Function un.onInit
  StrCpy $LANGUAGE ${LANG_VIETNAMESE}
FunctionEnd

; An older version would not open the files that the newer one has brought to its form.
Function RefuseOlder
  ${If} $Installed == ""
    Return
  ${EndIf}
  ${VersionCompare} "$Installed" "${VERSION}" $0
  ${If} $0 == 1
    MessageBox MB_ICONSTOP "Máy này đã có bản $Installed, mới hơn bản ${VERSION} của bộ cài này. Không cần cài gì thêm; hãy dùng tiếp bản đang có." /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
FunctionEnd

Function ChooseWelcome
  ${If} $Installed == ""
    StrCpy $Welcome "Bộ cài này đưa chương trình vào máy, mất chừng một phút. Không cần mạng, không cần quyền quản trị.$\r$\n$\r$\nSố liệu của xã nằm trên máy này, trong thư mục riêng, tách khỏi chương trình.$\r$\n$\r$\nBấm «Tiếp tục» để bắt đầu."
  ${ElseIf} $Installed == "${VERSION}"
    StrCpy $Welcome "Máy này đã có đúng bản ${VERSION}. Bộ cài sẽ chép lại toàn bộ tệp của chương trình để sửa những chỗ hỏng.$\r$\n$\r$\nSố liệu của xã giữ nguyên.$\r$\n$\r$\nĐóng chương trình nếu đang mở, rồi bấm «Tiếp tục»."
  ${Else}
    StrCpy $Welcome "Bộ cài sẽ nâng bản $Installed lên bản ${VERSION}.$\r$\n$\r$\nSố liệu của xã giữ nguyên. Lần đầu mở bản mới, chương trình tự sao lưu tệp số liệu trước khi chuyển sang dạng mới, nếu cần chuyển.$\r$\n$\r$\nĐóng chương trình nếu đang mở, rồi bấm «Tiếp tục»."
  ${EndIf}
FunctionEnd

Function SkipWhenInstalled
  ${If} $Installed != ""
    Abort
  ${EndIf}
FunctionEnd

; Windows lets nobody write to the file of a program that is running.
!macro RefuseWhileRunning un
Function ${un}RefuseWhileRunning
  again:
  StrCpy $1 "${EXE}"
  Call ${un}IsRunning
  ${If} $0 == 0
    StrCpy $1 "${CONSOLE_EXE}"
    Call ${un}IsRunning
  ${EndIf}
  ${If} $0 == 0
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Chương trình «${TITLE}» đang mở. Hãy ghi việc đang làm, đóng chương trình, rồi bấm «Thử lại» (Retry)." /SD IDCANCEL IDRETRY again
  SetErrorLevel 5
  Quit
FunctionEnd

Function ${un}IsRunning ; $1 a file name -> $0 is 1 when it runs
  StrCpy $0 0
  ${IfNot} ${FileExists} "$INSTDIR\$1"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $2 "$INSTDIR\$1" a
  ${If} ${Errors}
    StrCpy $0 1
  ${Else}
    FileClose $2
  ${EndIf}
FunctionEnd

; Only what the installer has put there; a file that someone else left in the folder stays.
Function ${un}RemoveProgram
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\${CONSOLE_EXE}"
  Delete "$INSTDIR\GIAY-PHEP.txt"
FunctionEnd
!macroend
!macro Register ENDING KIND TEXT
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}.${KIND}" "" "${TEXT}"
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}.${KIND}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${CLASSES}\${PROGRAM}.${KIND}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  WriteRegNone HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${PROGRAM}.${KIND}"
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}\SupportedTypes" "${ENDING}" ""
!macroend
!macro Unregister ENDING KIND
  DeleteRegKey HKCU "${CLASSES}\${PROGRAM}.${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${PROGRAM}.${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

Section
  Call RefuseWhileRunning
  Call RemoveProgram
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${SOURCE}/*"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "Không chép được đủ tệp vào $INSTDIR. Kiểm tra ổ đĩa còn chỗ trống (cần 150 MB), rồi chạy lại bộ cài." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\Go-cai-dat.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${EXE}"
  CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "Software\${PROGRAM}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\Go-cai-dat.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\Go-cai-dat.exe" /S'
  !insertmacro Register ".khb" "Hop" "Gói có mật khẩu của ${TITLE}"
  !insertmacro Register ".zip" "GoiNop" "Gói nộp của ${TITLE}"
  !insertmacro Register ".db" "BanSao" "Bản sao lưu của ${TITLE}"
  WriteRegStr HKCU "${CLASSES}\.khb" "" "${PROGRAM}.Hop"
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\Applications\${EXE}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
  System::Call "shell32::SHChangeNotify(i ${ASSOCIATIONS_CHANGED}, i 0, p 0, p 0)"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1 ; repairing is running the installer once more
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  Call un.RemoveProgram
  Delete "$INSTDIR\Go-cai-dat.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  !insertmacro Unregister ".khb" "Hop"
  !insertmacro Unregister ".zip" "GoiNop"
  !insertmacro Unregister ".db" "BanSao"
  ReadRegStr $0 HKCU "${CLASSES}\.khb" ""
  ${If} $0 == "${PROGRAM}.Hop"
    DeleteRegKey HKCU "${CLASSES}\.khb"
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.zip"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.db"
  DeleteRegKey HKCU "${CLASSES}\Applications\${EXE}"
  System::Call "shell32::SHChangeNotify(i ${ASSOCIATIONS_CHANGED}, i 0, p 0, p 0)"
  DeleteRegKey HKCU "${ENTRY}"
  DeleteRegKey HKCU "Software\${PROGRAM}"
SectionEnd
