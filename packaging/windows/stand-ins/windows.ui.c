/* For the try-out only, never shipped: the class Windows.UI.ViewManagement.UISettings, which Wine 8 lacks and
 * without which Qt's window plugin dies. It answers with the colours and times of a fresh Windows 10.
 * The methods stand in the order of the WinRT interfaces IUISettings and IUISettings3. */
#include <stddef.h>
#include <string.h>
#include <windows.h>

typedef HRESULT(WINAPI *method)(void);
typedef struct { BYTE alpha, red, green, blue; } Colour;
typedef struct { const method *settings, *settings3; LONG references; } Settings;

static const GUID UNKNOWN = {0, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID AGILE = {0x94ea2b94, 0xe9cc, 0x49e0, {0xc0, 0xff, 0xee, 0x64, 0xca, 0x8f, 0x5b, 0x90}};
static const GUID INSPECTABLE = {0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};
static const GUID FACTORY = {0x00000035, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID SETTINGS = {0x85361600, 0x1c63, 0x4627, {0xbc, 0xb1, 0x3a, 0x89, 0xe0, 0xbc, 0x9c, 0x55}};
static const GUID SETTINGS3 = {0x03021be4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xf7, 0xd0, 0x6d, 0x7b}};

static BOOL is(const GUID *asked, const GUID *known) { return !memcmp(asked, known, sizeof(GUID)); }
static BOOL is_common(const GUID *asked) { return is(asked, &UNKNOWN) || is(asked, &INSPECTABLE) || is(asked, &AGILE); }

static HRESULT query(Settings *self, const GUID *asked, void **out)
{
    *out = is(asked, &SETTINGS3) ? (void *)&self->settings3
         : is_common(asked) || is(asked, &SETTINGS) ? (void *)&self->settings : NULL;
    if (!*out) return E_NOINTERFACE;
    InterlockedIncrement(&self->references);
    return S_OK;
}

static ULONG let_go(Settings *self)
{
    LONG left = InterlockedDecrement(&self->references);
    if (!left) HeapFree(GetProcessHeap(), 0, self);
    return left;
}

static HRESULT WINAPI query_1(void *place, const GUID *asked, void **out) { return query(place, asked, out); }
static ULONG WINAPI hold_1(void *place) { return InterlockedIncrement(&((Settings *)place)->references); }
static ULONG WINAPI let_go_1(void *place) { return let_go(place); }

static Settings *whole(void *place3) { return (Settings *)((char *)place3 - offsetof(Settings, settings3)); }
static HRESULT WINAPI query_3(void *place, const GUID *asked, void **out) { return query(whole(place), asked, out); }
static ULONG WINAPI hold_3(void *place) { return InterlockedIncrement(&whole(place)->references); }
static ULONG WINAPI let_go_3(void *place) { return let_go(whole(place)); }

static HRESULT WINAPI no_interfaces(void *self, ULONG *count, void **list)
{
    (void)self;
    *count = 0;
    *list = NULL;
    return S_OK;
}
static HRESULT WINAPI no_name(void *self, void **name) { (void)self; *name = NULL; return S_OK; }
static HRESULT WINAPI base_trust(void *self, int *level) { (void)self; *level = 0; return S_OK; }
static HRESULT WINAPI not_known(void *self, void *out) { (void)self, (void)out; return E_NOTIMPL; }
static HRESULT WINAPI half_second(void *self, UINT32 *out) { (void)self; *out = 500; return S_OK; }
static HRESULT WINAPI no(void *self, BYTE *out) { (void)self; *out = 0; return S_OK; }
static HRESULT WINAPI black(void *self, int element, Colour *out)
{
    (void)self, (void)element;
    *out = (Colour){255, 0, 0, 0};
    return S_OK;
}
static HRESULT WINAPI colour(void *self, int kind, Colour *out)
{
    static const Colour background = {255, 255, 255, 255}, foreground = {255, 0, 0, 0}, accent = {255, 0, 120, 215};
    (void)self;
    *out = kind == 0 ? background : kind == 1 ? foreground : accent;
    return S_OK;
}
static HRESULT WINAPI watch(void *self, void *handler, INT64 *token) { (void)self, (void)handler; *token = 1; return S_OK; }
static HRESULT WINAPI unwatch(void *self, INT64 token) { (void)self, (void)token; return S_OK; }

#define M(function) (method)(void *)function
static const method SETTINGS_METHODS[] = {
    M(query_1), M(hold_1), M(let_go_1), M(no_interfaces), M(no_name), M(base_trust),
    M(not_known) /* HandPreference */, M(not_known) /* CursorSize */, M(not_known) /* ScrollBarSize */,
    M(not_known) /* ScrollBarArrowSize */, M(not_known) /* ScrollBarThumbBoxSize */, M(half_second) /* MessageDuration */,
    M(no) /* AnimationsEnabled */, M(no) /* CaretBrowsingEnabled */, M(half_second) /* CaretBlinkRate */,
    M(half_second) /* CaretWidth */, M(half_second) /* DoubleClickTime */, M(half_second) /* MouseHoverTime */,
    M(black) /* UIElementColor */,
};
static const method SETTINGS3_METHODS[] = {
    M(query_3), M(hold_3), M(let_go_3), M(no_interfaces), M(no_name), M(base_trust), M(colour), M(watch), M(unwatch),
};

static HRESULT WINAPI factory_query(void *self, const GUID *asked, void **out)
{
    *out = is_common(asked) || is(asked, &FACTORY) ? self : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}
static ULONG WINAPI factory_count(void *self) { (void)self; return 2; }
static HRESULT WINAPI factory_make(void *self, void **out)
{
    Settings *made = HeapAlloc(GetProcessHeap(), 0, sizeof(*made));
    (void)self;
    if (!made) return E_OUTOFMEMORY;
    *made = (Settings){SETTINGS_METHODS, SETTINGS3_METHODS, 1};
    *out = made;
    return S_OK;
}
static const method FACTORY_METHODS[] = {
    M(factory_query), M(factory_count), M(factory_count), M(no_interfaces), M(no_name), M(base_trust), M(factory_make),
};
static const method *factory = FACTORY_METHODS;

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *name, void **out)
{
    (void)name;
    *out = &factory;
    return S_OK;
}
__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
