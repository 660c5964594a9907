using System.Text;

namespace Understudy.Domain.Accounts;

/// <summary>
/// What somebody is called. The name comes from outside and goes into mail: it must not be able to pass for more than a name.
/// </summary>
internal static class DisplayName
{
    private const int MaxCharacters = 100;

    /// <summary>
    /// The name that the provider knows, or else the address's local part: one line without control characters, at most 100
    /// characters (code points).
    /// </summary>
    public static string Of(FirebaseIdentity identity) => Of(identity.Name, identity.Email);

    /// <inheritdoc cref="Of(FirebaseIdentity)"/>
    public static string Of(string? given, string email)
    {
        string name = OneLine(given ?? "");
        return name.Length > 0 ? name : OneLine(email.Split('@')[0]);
    }

    private static string OneLine(string text)
    {
        StringBuilder line = new();
        int characters = 0;
        bool space = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                space = characters > 0;
                continue;
            }
            if (Rune.IsControl(rune)) continue;
            if (characters + (space ? 2 : 1) > MaxCharacters) break;
            if (space) line.Append(' ');
            line.Append(rune);
            characters += space ? 2 : 1;
            space = false;
        }
        return line.ToString();
    }
}
