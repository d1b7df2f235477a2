/* For the try-out only, never shipped: Debian's Wine 8 lacks this DLL of Windows 10, whose random numbers the
 * reader of spreadsheets (Rust) asks for. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom, in advapi32 */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
