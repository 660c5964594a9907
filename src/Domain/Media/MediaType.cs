using System.Text;

namespace Understudy.Domain.Media;

/// <summary>
/// A media type such as <c>video/webm; codecs="vp9, opus"</c>, compared by what it means: case, spacing, quotes and the order
/// of parameters do not count. RFC 9110 §8.3.1, RFC 6381.
/// </summary>
public sealed class MediaType
{
    private const string Codecs = "codecs";

    // The same type under the names that browsers, phones and libraries have given it.
    private static readonly Dictionary<string, string> _synonyms = new(StringComparer.Ordinal)
    {
        ["audio/x-wav"] = "audio/wav",
        ["audio/wave"] = "audio/wav",
        ["audio/vnd.wave"] = "audio/wav",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-mp3"] = "audio/mpeg",
        ["audio/m4a"] = "audio/mp4",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/x-aac"] = "audio/aac",
        ["audio/aacp"] = "audio/aac",
        ["video/avi"] = "video/x-msvideo",
        ["video/msvideo"] = "video/x-msvideo",
        ["video/vnd.avi"] = "video/x-msvideo",
        ["image/jpg"] = "image/jpeg",
        ["image/pjpeg"] = "image/jpeg",
    };

    private readonly Dictionary<string, string> _parameters;

    private MediaType(string name, Dictionary<string, string> parameters)
    {
        Name = name;
        _parameters = parameters;
    }

    /// <summary>Type and subtype in lower case: <c>video/webm</c>; of names for the same type, always the same one.</summary>
    public string Name { get; }

    /// <summary>
    /// Reads one, or null when it is none. A value may have a comma without quotes, as a browser's recorder writes it.
    /// </summary>
    public static MediaType? Parse(string? text)
    {
        if (text is null || !Ascii.IsValid(text) || text.Any(c => char.IsControl(c) && c != '\t')) return null;
        List<string> parts = Split(text, ';');
        string name = parts[0].ToLowerInvariant();
        if (name.Split('/') is not [string type, string subtype] || !IsToken(type) || !IsToken(subtype)) return null;
        Dictionary<string, string> given = new(StringComparer.OrdinalIgnoreCase);
        // RFC 9110 allows an empty parameter, and so a semicolon at the end.
        foreach (string part in parts.Skip(1).Where(part => part.Length > 0))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !IsToken(part[..equals].TrimEnd()) ||
                Unquote(part[(equals + 1)..].TrimStart()) is not { Length: > 0 } value ||
                !given.TryAdd(part[..equals].TrimEnd(), value))
                return null;
        }
        return new MediaType(_synonyms.GetValueOrDefault(name, name), given);
    }

    /// <summary>
    /// Whether two descriptions fit one file: the same type, and no parameter that both state with another meaning. Either
    /// may be more precise than the other; the character set of a recording says nothing.
    /// </summary>
    public bool Fits(MediaType other) => Name == other.Name && _parameters.All(parameter =>
        !other._parameters.TryGetValue(parameter.Key, out string? value) ||
        parameter.Key.Equals("charset", StringComparison.OrdinalIgnoreCase) ||
        (parameter.Key.Equals(Codecs, StringComparison.OrdinalIgnoreCase)
            ? CodecsFit(Split(parameter.Value, ','), Split(value, ','))
            : parameter.Value.Equals(value, StringComparison.OrdinalIgnoreCase)));

    // Either may leave some out.
    private static bool CodecsFit(List<string> some, List<string> others) =>
        some.All(codec => others.Exists(other => IsSame(codec, other))) ||
        others.All(codec => some.Exists(other => IsSame(codec, other)));

    // A codec's name goes on with its profile and level: avc1 is avc1.42E01E, too.
    private static bool IsSame(string codec, string other) =>
        $"{codec}.".StartsWith($"{other}.", StringComparison.OrdinalIgnoreCase) ||
        $"{other}.".StartsWith($"{codec}.", StringComparison.OrdinalIgnoreCase);

    // What stands between quotes does not separate.
    private static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        int start = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\') i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] == separator)
            {
                parts.Add(text[start..i].Trim(' ', '\t'));
                start = i + 1;
            }
        }
        parts.Add(text[start..].Trim(' ', '\t'));
        return parts;
    }

    private static string? Unquote(string value)
    {
        if (!value.StartsWith('"')) return value.Contains('"', StringComparison.Ordinal) ? null : value;
        StringBuilder text = new();
        for (int i = 1; i < value.Length; i++)
        {
            if (value[i] == '"') return i == value.Length - 1 ? text.ToString().Trim() : null;
            if (value[i] == '\\' && ++i == value.Length) return null;
            text.Append(value[i]);
        }
        return null;
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
