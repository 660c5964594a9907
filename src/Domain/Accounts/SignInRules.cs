using System.Text;

namespace Understudy.Domain.Accounts;

/// <summary>What addresses, passwords and usernames may be, in all products.</summary>
public static class SignInRules
{
    /// <summary>The longest address, in characters. RFC 5321 §4.5.3.1.3 leaves room for no more.</summary>
    public const int LongestEmail = 254;

    /// <summary>The shortest password, in characters (code points).</summary>
    public const int ShortestPassword = 8;

    /// <summary>The longest password, in characters (code points).</summary>
    public const int LongestPassword = 128;

    /// <summary>The shortest username.</summary>
    public const int ShortestUsername = 3;

    /// <summary>The longest username.</summary>
    public const int LongestUsername = 50;

    // RFC 5321 §4.5.3.1.1.
    private const int LongestLocalPart = 64;

    /// <summary>
    /// Whether it has the form of an address that mail can be sent to: one <c>@</c>, something before it, a name of a host
    /// after it, no spaces, quotes or control characters. Whether it is anybody's is another matter.
    /// </summary>
    public static bool IsEmail(string text)
    {
        if (text.Length > LongestEmail || text.Split('@') is not [string local, string host]) return false;
        return local.Length is > 0 and <= LongestLocalPart && host.Length > 0 &&
            local.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && !"\"(),:;<>[\\]".Contains(c)) &&
            !local.StartsWith('.') && !local.EndsWith('.') && !local.Contains("..", StringComparison.Ordinal) &&
            host.Split('.').All(IsLabel);
    }

    /// <summary>
    /// Whether it is as long as a password has to be and may be, without control characters. White space counts wherever it is.
    /// </summary>
    public static bool IsPassword(string text) =>
        text.Length <= 2 * LongestPassword && !text.Any(char.IsControl) &&
        text.EnumerateRunes().Count() is >= ShortestPassword and <= LongestPassword;

    /// <summary>Whether it is a username: letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public static bool IsUsername(string text) =>
        text.Length is >= ShortestUsername and <= LongestUsername &&
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && !label.StartsWith('-') && !label.EndsWith('-') &&
        label.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || rune.Value == '-');
}
