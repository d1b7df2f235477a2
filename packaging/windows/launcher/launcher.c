/* Starts the program: loads the Python of <folder>\runtime and lets it run <folder>\app\main.py.
 *
 * Built twice: with GUI defined for the window (no console), without for the headless commands.
 * Python comes through LoadLibrary, so neither its headers nor an import library are needed.
 */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 1024
#define NOT_STARTED 3
#define UNCAUGHT 1 /* Python's exit code after an exception that nobody caught */

typedef int (*py_main_type)(int, wchar_t **);
typedef int(__cdecl *wopen_type)(const wchar_t *, int, ...);
typedef int(__cdecl *dup2_type)(int, int);

static int tell(const wchar_t *what, const wchar_t *place)
{
    wchar_t text[2 * LONGEST];
    _snwprintf(text, 2 * LONGEST - 1, L"%ls\n\n%ls", what, place);
    text[2 * LONGEST - 1] = 0;
#ifdef GUI
    MessageBoxW(NULL, text, L"Khuy\x1EBFn h\x1ECD" L"c x\x00E3", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return NOT_STARTED;
}

#ifdef GUI
/* A small sign that is there at once: on an old laptop Python and Qt may take seconds to be read from the disk.
 * A thread of its own shows it until the program has a window, at most half a minute. It takes no part in the
 * keyboard and never covers a message. */
#define SIGN_WIDTH 360
#define SIGN_HEIGHT 96
#define LOOK_EVERY 100 /* milliseconds */
#define MOST_LOOKS 300

static const COLORREF GREEN = RGB(0x0B, 0x57, 0x49);

static BOOL CALLBACK note_window(HWND window, LPARAM sign)
{
    DWORD process = 0;
    GetWindowThreadProcessId(window, &process);
    if (process != GetCurrentProcessId() || window == *(HWND *)sign || !IsWindowVisible(window)) return TRUE;
    *(HWND *)sign = NULL; /* the program's own window is there */
    return FALSE;
}

static void draw_sign(HWND sign)
{
    /* "Study promotion of the commune - opening ..." */
    static const wchar_t text[] = L"Khuy\x1EBFn h\x1ECD" L"c x\x00E3 \x2013 \x0111" L"ang m\x1EDF\x2026";
    PAINTSTRUCT paint;
    RECT room;
    HDC canvas = BeginPaint(sign, &paint);
    int height = -MulDiv(13, GetDeviceCaps(canvas, LOGPIXELSY), 72);
    HFONT font = CreateFontW(height, 0, 0, 0, FW_SEMIBOLD, 0, 0, 0, DEFAULT_CHARSET, 0, 0, CLEARTYPE_QUALITY, 0, L"Segoe UI");
    HGDIOBJ before = SelectObject(canvas, font);
    GetClientRect(sign, &room);
    SetBkMode(canvas, TRANSPARENT);
    SetTextColor(canvas, RGB(255, 255, 255));
    DrawTextW(canvas, text, -1, &room, DT_CENTER | DT_VCENTER | DT_SINGLELINE);
    SelectObject(canvas, before);
    DeleteObject(font);
    EndPaint(sign, &paint);
}

static LRESULT CALLBACK handle_sign(HWND sign, UINT message, WPARAM first, LPARAM second)
{
    static int looks;
    HWND still = sign;
    switch (message) {
    case WM_PAINT:
        draw_sign(sign);
        return 0;
    case WM_TIMER:
        EnumWindows(note_window, (LPARAM)&still);
        if (!still || ++looks > MOST_LOOKS) DestroyWindow(sign);
        return 0;
    case WM_DESTROY:
        PostQuitMessage(0);
        return 0;
    }
    return DefWindowProcW(sign, message, first, second);
}

static DWORD WINAPI show_sign(LPVOID unused)
{
    WNDCLASSW kind = {.lpfnWndProc = handle_sign, .hInstance = GetModuleHandleW(NULL), .lpszClassName = L"KhuyenHocSign"};
    HDC screen = GetDC(NULL);
    int dots = GetDeviceCaps(screen, LOGPIXELSX);
    int width = MulDiv(SIGN_WIDTH, dots, 96), height = MulDiv(SIGN_HEIGHT, dots, 96);
    int left = (GetSystemMetrics(SM_CXSCREEN) - width) / 2, top = (GetSystemMetrics(SM_CYSCREEN) - height) / 2;
    MSG message;
    (void)unused;
    ReleaseDC(NULL, screen);
    kind.hbrBackground = CreateSolidBrush(GREEN);
    RegisterClassW(&kind);
    HWND sign = CreateWindowExW(WS_EX_NOACTIVATE | WS_EX_TOOLWINDOW, kind.lpszClassName, L"", WS_POPUP, left, top, width, height,
                                NULL, NULL, kind.hInstance, NULL);
    if (!sign) return 0;
    ShowWindow(sign, SW_SHOWNOACTIVATE);
    SetTimer(sign, 1, LOOK_EVERY, NULL);
    while (GetMessageW(&message, NULL, 0, 0) > 0) DispatchMessageW(&message);
    return 0;
}

static wchar_t fault_file[LONGEST];

/* A window has no console. What Python and its C runtime write goes nowhere, except for stderr, which is kept
 * in a file: without it a program that cannot start would end without a word. The files must be those of
 * ucrtbase, the C runtime that Python uses; this launcher's own is another one. */
static void redirect_output(void)
{
    HMODULE crt = GetModuleHandleW(L"ucrtbase.dll");
    wopen_type open_file = crt ? (wopen_type)(void *)GetProcAddress(crt, "_wopen") : NULL;
    dup2_type dup_file = crt ? (dup2_type)(void *)GetProcAddress(crt, "_dup2") : NULL;
    DWORD length = GetTempPathW(LONGEST - 40, fault_file);
    if (!open_file || !dup_file) return;
    if (length) wcscat(fault_file, L"KhuyenHoc-khoi-dong.txt");
    int nowhere = open_file(L"NUL", 0x8002);                                     /* read and write, binary */
    int faults = length ? open_file(fault_file, 0x8301, 0600) : -1;              /* write, create, empty it */
    for (int number = 0; number < 3 && nowhere >= 0; number++)
        if (nowhere != number) dup_file(nowhere, number);
    if (faults >= 0) dup_file(faults, 2);
}
#endif

static int run_python(py_main_type py_main, wchar_t *script, int argc, wchar_t **argv)
{
    wchar_t **arguments = calloc(argc + 7, sizeof(*arguments));
    int count = 0;
    if (!arguments) return NOT_STARTED;
    arguments[count++] = argv[0];
    arguments[count++] = L"-B"; /* never write into the program's folder */
    arguments[count++] = L"-X";
    arguments[count++] = L"utf8";
    arguments[count++] = L"-X";
    arguments[count++] = L"faulthandler"; /* where a hard crash was, on stderr */
    arguments[count++] = script;
    for (int number = 1; number < argc; number++) arguments[count++] = argv[number];
    return py_main(count, arguments);
}

static int start(int argc, wchar_t **argv)
{
    static wchar_t folder[LONGEST], dll[LONGEST + 40], script[LONGEST + 40];
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *slash = wcsrchr(folder, L'\\');
    /* "The path of the program is too long; move its folder to a shorter place." */
    if (length == 0 || length >= LONGEST || !slash)
        return tell(L"\x0110\x01B0\x1EDDng d\x1EABn t\x1EDBi ch\x01B0\x01A1ng tr\x00ECnh qu\x00E1 d\x00E0i. "
                    L"H\x00E3y chuy\x1EC3n th\x01B0 m\x1EE5" L"c ra ch\x1ED7 kh\x00E1" L"c.", folder);
    *slash = 0;
    _snwprintf(dll, LONGEST + 39, L"%ls\\runtime\\python311.dll", folder);
    _snwprintf(script, LONGEST + 39, L"%ls\\app\\main.py", folder);
    _wputenv(L"PYTHONHOME="); /* whatever other Python the user may have */
    _wputenv(L"PYTHONPATH=");
    HMODULE python = LoadLibraryExW(dll, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main_type py_main = python ? (py_main_type)(void *)GetProcAddress(python, "Py_Main") : NULL;
    /* "A part of the program is missing or damaged; run the installer again." */
    if (!py_main)
        return tell(L"Ch\x01B0\x01A1ng tr\x00ECnh b\x1ECB thi\x1EBFu ho\x1EB7" L"c h\x1ECFng t\x1EC7p. "
                    L"H\x00E3y ch\x1EA1y l\x1EA1i b\x1ED9 c\x00E0i \x0111\x1EB7t; d\x1EEF li\x1EC7u v\x1EABn gi\x1EEF nguy\x00EAn.", dll);
#ifdef GUI
    redirect_output();
#endif
    int code = run_python(py_main, script, argc, argv);
#ifdef GUI
    /* "The program could not start. Send this file to whoever supports you:" */
    if (code == UNCAUGHT)
        tell(L"Ch\x01B0\x01A1ng tr\x00ECnh ph\x1EA3i d\x1EEBng v\x00EC m\x1ED9t l\x1ED7i. "
             L"H\x00E3y g\x1EEDi t\x1EC7p sau cho ng\x01B0\x1EDDi h\x1ED7 tr\x1EE3:", fault_file);
#endif
    return code;
}

#ifdef GUI
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR line, int show)
{
    int argc = 0;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    (void)instance, (void)previous, (void)line, (void)show;
    if (argc <= 2) CloseHandle(CreateThread(NULL, 0, show_sign, NULL, 0, NULL));
    return argv ? start(argc, argv) : NOT_STARTED;
}
#else
int wmain(int argc, wchar_t **argv)
{
    return start(argc, argv);
}
#endif
