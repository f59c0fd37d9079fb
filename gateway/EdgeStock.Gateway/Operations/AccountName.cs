using System.Runtime.InteropServices;

namespace EdgeStock.Gateway.Operations;

/// <summary>The name that the system knows for a user id, from wherever it keeps its accounts (getpwuid(3)).</summary>
internal static partial class AccountName
{
    private static readonly Lock Guard = new();

    /// <summary>The person's full name where the account has one, the account's name otherwise; null for an id without an account.</summary>
    public static string? Of(uint user)
    {
        // The C library hands out one buffer to everybody.
        lock (Guard)
        {
            var entry = GetPwUid(user);
            if (entry == 0)
            {
                return null;
            }

            // struct passwd: name, password, uid, gid, gecos (a comma ends its first field, the full name)
            var name = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(entry));
            var full = Marshal.PtrToStringUTF8(Marshal.ReadIntPtr(entry, (2 * IntPtr.Size) + (2 * sizeof(uint))))?.Split(',')[0];
            return string.IsNullOrWhiteSpace(full) ? name : full;
        }
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "getpwuid")]
    private static partial nint GetPwUid(uint user);
}
