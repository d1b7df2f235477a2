/* For the try-out only, never shipped: Wine lacks this DLL of Windows 10. Qt imports its converters between
 * character sets; the program never calls one, so each of these says that there is none. */
#define SAYS_NONE(name) \
    __declspec(dllexport) void *name(void) { return 0; }

SAYS_NONE(ucnv_open)
SAYS_NONE(ucnv_close)
SAYS_NONE(ucnv_reset)
SAYS_NONE(ucnv_getMaxCharSize)
SAYS_NONE(ucnv_getName)
SAYS_NONE(ucnv_getToUCallBack)
SAYS_NONE(ucnv_getFromUCallBack)
SAYS_NONE(ucnv_setToUCallBack)
SAYS_NONE(ucnv_setFromUCallBack)
SAYS_NONE(ucnv_toUnicode)
SAYS_NONE(ucnv_fromUnicode)
SAYS_NONE(ucnv_toUCountPending)
SAYS_NONE(ucnv_fromUCountPending)
SAYS_NONE(ucnv_cbToUWriteUChars)
SAYS_NONE(ucnv_cbFromUWriteUChars)
SAYS_NONE(ucnv_getStandardName)
SAYS_NONE(ucnv_getAvailableName)
SAYS_NONE(ucnv_countAvailable)
SAYS_NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
SAYS_NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE)
