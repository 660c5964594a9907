using System.Text;
using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Functions.Http.Reading;

/// <summary>
/// The fields of a JSON request body, read one by one; every offending one is remembered, so that the answer lists
/// them all. Fields that nobody asks for are passed over.
/// </summary>
internal sealed class JsonFields
{
    private readonly List<FieldError> _errors;
    private readonly JsonElement _body;
    private readonly string _path;

    private JsonFields(JsonElement body)
        : this(body, [], "")
    {
    }

    private JsonFields(JsonElement body, List<FieldError> errors, string path)
    {
        _body = body;
        _errors = errors;
        _path = path;
    }

    /// <summary>The offending fields, or null when there are none so far.</summary>
    public Problem? Problem => _errors.Count == 0 ? null : new Problem.Invalid(_errors);

    /// <summary>How many offending fields there are so far.</summary>
    public int Errors => _errors.Count;

    /// <summary>Reads a body. One that is missing, malformed or no object is itself an offending field.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mayBeEmpty">Whether no body is as good as an object without fields.</param>
    /// <param name="maxBytes">How large it may be.</param>
    /// <exception cref="BadHttpRequestException">The body is larger.</exception>
    public static async Task<JsonFields> ReadAsync(
        HttpRequest request, bool mayBeEmpty = false, int maxBytes = RequestBody.MaxBytes)
    {
        ReadOnlyMemory<byte> bytes = await RequestBody.ReadAsync(request, maxBytes);
        if (bytes.Length == 0 && mayBeEmpty) return new JsonFields(default);
        (JsonElement? value, string wrong) = JsonBody.Parse(bytes);
        if (value is { ValueKind: JsonValueKind.Object } body && HasReadableNames(body)) return new JsonFields(body);
        JsonFields malformed = new(default);
        if (wrong.Length > 0) malformed.Add("body", FieldFault.Unreadable, wrong);
        else malformed.Add("body", FieldFault.NotObject, "The body must be a JSON object.");
        return malformed;
    }

    /// <summary>Remembers an offending field.</summary>
    public void Add(FieldError error) => _errors.Add(error with { Field = _path + error.Field });

    /// <summary>Remembers an offending field.</summary>
    public void Add(string field, FieldFault fault, string message) => Add(new FieldError(field, fault, message));

    /// <summary>A required text on one line; white space around it does not count.</summary>
    public string Line(string field, int max) => Text(field, max, required: true, multiline: false) ?? "";

    /// <summary>An optional text on one line, or null.</summary>
    public string? OptionalLine(string field, int max) => Text(field, max, required: false, multiline: false);

    /// <summary>A required text on one line, such as a password, that is taken with the white space around it.</summary>
    public string Verbatim(string field, int min, int max)
    {
        if (!TryGet(field, out JsonElement value)) return Missing(field, "");
        return TextOf(field, value) is { } text && HasRightLength(field, text, min, max) &&
            IsFreeOfControl(field, text, multiline: false) ? text : "";
    }

    /// <summary>A required text that may have several lines.</summary>
    public string Paragraphs(string field, int max) => Text(field, max, required: true, multiline: true) ?? "";

    /// <summary>An optional text that may have several lines, or null; when it is there, it may not be empty.</summary>
    public string? OptionalParagraphs(string field, int max) =>
        TryGet(field, out _) ? Text(field, max, required: true, multiline: true) : null;

    /// <summary>An optional text that may have several lines, or null; an empty one is as good as none.</summary>
    public string? OptionalText(string field, int max) => Text(field, max, required: false, multiline: true);

    /// <summary>A required whole number.</summary>
    public long Whole(string field, long min, long max)
    {
        if (!TryGet(field, out JsonElement value)) return Missing(field, 0L);
        bool isWhole = value.TryGetWhole(out long number);
        if (isWhole && number >= min && number <= max) return number;
        FieldFault fault = OutOfRange(isWhole, FieldFault.NotWhole, number < min);
        Add(new FieldError(field, fault, $"Must be a whole number from {min} to {max}.") { Min = min, Max = max });
        return 0;
    }

    /// <summary>An optional number that is not negative, or null.</summary>
    public double? OptionalAmount(string field, double max) => OptionalNumber(field, 0, max);

    /// <summary>An optional number, or null.</summary>
    public double? OptionalNumber(string field, double min, double max)
    {
        if (!TryGet(field, out JsonElement value)) return null;
        double number = 0;
        bool isNumber = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number);
        if (isNumber && number >= min && number <= max) return number;
        FieldFault fault = OutOfRange(isNumber, FieldFault.NotNumber, number < min);
        Add(new FieldError(field, fault, $"Must be a number from {min} to {max}.") { Min = min, Max = max });
        return null;
    }

    /// <summary>A required word of a closed set.</summary>
    public T Choice<T>(string field, Words<T> words)
        where T : struct
    {
        if (!TryGet(field, out JsonElement value)) return Missing(field, default(T));
        return Word(field, value, words) ?? default;
    }

    /// <summary>A required media type of a closed set, however it is spelled.</summary>
    public T ChoiceOfType<T>(string field, Words<T> types)
        where T : struct
    {
        string text = Line(field, 100);
        if (MediaType.Parse(text) is { } type && types.TryParse(type.Name, out T known)) return known;
        if (text.Length > 0) Add(types.Error(field));
        return default;
    }

    /// <summary>An optional word of a closed set, or null.</summary>
    public T? OptionalChoice<T>(string field, Words<T> words)
        where T : struct => TryGet(field, out JsonElement value) ? Word(field, value, words) : null;

    /// <summary>A required list of words of a closed set: at least one, none kept twice.</summary>
    public IReadOnlyList<T> Choices<T>(string field, Words<T> words)
        where T : struct
    {
        if (!TryGet(field, out JsonElement value)) return Missing<IReadOnlyList<T>>(field, []);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            T?[] chosen = [.. value.EnumerateArray().Select(item => Known(item, words))];
            if (!chosen.Contains(null)) return [.. chosen.OfType<T>().Distinct()];
        }
        FieldFault fault = value.ValueKind != JsonValueKind.Array ? FieldFault.NotList
            : value.GetArrayLength() == 0 ? FieldFault.TooShort
            : FieldFault.NotOneOf;
        Add(words.Error(field) with { Fault = fault, Message = $"Must be a list of one or more of: {words}.", Min = 1 });
        return [];
    }

    /// <summary>
    /// A required list of texts on one line, of which none is empty unless that is said; white space around them does not
    /// count. Of one that is wrong, the field is <c>field.index</c>.
    /// </summary>
    public IReadOnlyList<string> Lines(string field, int maxCount, int max, int minCount = 1, bool mayBeEmpty = false)
    {
        if (!TryGet(field, out JsonElement value)) return Missing<IReadOnlyList<string>>(field, []);
        int count = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : -1;
        if (count >= minCount && count <= maxCount)
            return [.. value.EnumerateArray().Select((item, at) => Text($"{field}.{at}", item, max, !mayBeEmpty, false) ?? "")];
        FieldFault fault = count < 0 ? FieldFault.NotList : count < minCount ? FieldFault.TooShort : FieldFault.TooLong;
        Add(new FieldError(field, fault, $"Must be a list of {minCount} to {maxCount} texts.") { Min = minCount, Max = maxCount });
        return [];
    }

    /// <summary>An optional true or false, or null.</summary>
    public bool? OptionalFlag(string field)
    {
        if (!TryGet(field, out JsonElement value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Add(field, FieldFault.NotFlag, "Must be true or false.");
        return null;
    }

    /// <summary>An optional whole number, or null.</summary>
    public long? OptionalWhole(string field, long min, long max) =>
        TryGet(field, out _) ? Whole(field, min, max) : null;

    /// <summary>Whether a field is there, and not null.</summary>
    public bool Has(string field) => TryGet(field, out _);

    /// <summary>
    /// The fields of an optional object within, to be read as these are; what is wrong with one is remembered here, by its
    /// path.
    /// </summary>
    public JsonFields Within(string field)
    {
        TryGet(field, out JsonElement value);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            Add(field, FieldFault.NotObject, "Must be an object.");
        bool isReadable = value.ValueKind == JsonValueKind.Object && HasReadableNames(value);
        if (value.ValueKind == JsonValueKind.Object && !isReadable)
            Add(field, FieldFault.NotText, "Has a name that is no text.");
        return new JsonFields(isReadable ? value : default, _errors, $"{_path}{field}.");
    }

    /// <summary>
    /// The items of a required list of objects, each to be read as these fields are; of one that is wrong, the field is
    /// <c>field.index.name</c>.
    /// </summary>
    public IReadOnlyList<JsonFields> Objects(string field, int maxCount)
    {
        if (!TryGet(field, out JsonElement value)) return Missing<IReadOnlyList<JsonFields>>(field, []);
        int count = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
        if (count < 1 || count > maxCount)
        {
            FieldFault fault = value.ValueKind != JsonValueKind.Array ? FieldFault.NotList
                : count == 0 ? FieldFault.TooShort : FieldFault.TooLong;
            Add(new FieldError(field, fault, $"Must be a list of 1 to {maxCount} objects.") { Min = 1, Max = maxCount });
            return [];
        }
        if (!value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && HasReadableNames(item)))
        {
            Add(field, FieldFault.NotObject, "Must be a list of objects.");
            return [];
        }
        return [.. value.EnumerateArray().Select((item, index) => new JsonFields(item, _errors, $"{_path}{field}.{index}."))];
    }

    /// <summary>A required number.</summary>
    public double Number(string field, double min, double max) =>
        TryGet(field, out _) ? OptionalNumber(field, min, max) ?? 0 : Missing(field, 0.0);

    /// <summary>The names of all fields that are there.</summary>
    public IEnumerable<string> Names =>
        _body.ValueKind == JsonValueKind.Object ? _body.EnumerateObject().Select(property => property.Name) : [];

    /// <summary>
    /// An optional object that is kept as it is, or null: texts that can be read, no more than 32 levels, and that many bytes.
    /// </summary>
    public string? OptionalObject(string field, int maxBytes)
    {
        if (!TryGet(field, out JsonElement value)) return null;
        if (value.ValueKind != JsonValueKind.Object)
            Add(field, FieldFault.NotObject, "Must be an object.");
        else if (!IsReadable(value, 32))
            Add(field, FieldFault.Malformed, "Has a text that is none, or more than 32 levels.");
        else if (Encoding.UTF8.GetByteCount(value.GetRawText()) > maxBytes)
            Add(new FieldError(field, FieldFault.TooLong, $"Must have at most {maxBytes} bytes.") { Max = maxBytes });
        return value.GetRawText();
    }

    /// <summary>A required UUID, in its canonical form.</summary>
    public string Uuid(string field)
    {
        if (!TryGet(field, out JsonElement value)) return Missing(field, "");
        string? text = value.ValueKind == JsonValueKind.String ? TryGetString(value) : null;
        if (CanonicalId.Of(text) is { } id) return id;
        Add(field, text is null ? FieldFault.NotText : FieldFault.Malformed, "Must be a UUID.");
        return "";
    }

    private T? Word<T>(string field, JsonElement value, Words<T> words)
        where T : struct
    {
        T? known = Known(value, words);
        if (known is null) Add(words.Error(field));
        return known;
    }

    private static T? Known<T>(JsonElement value, Words<T> words)
        where T : struct => value.ValueKind == JsonValueKind.String && TryGetString(value) is { } word &&
            words.TryParse(word, out T known)
                ? known
                : null;

    private string? Text(string field, int max, bool required, bool multiline)
    {
        if (!TryGet(field, out JsonElement value)) return required ? Missing<string?>(field, null) : null;
        return Text(field, value, max, required, multiline);
    }

    private string? Text(string field, JsonElement value, int max, bool required, bool multiline)
    {
        if (TextOf(field, value)?.Trim() is not { } text) return null;
        if (HasRightLength(field, text, required ? 1 : 0, max)) IsFreeOfControl(field, text, multiline);
        return text.Length == 0 ? null : text;
    }

    private string? TextOf(string field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && TryGetString(value) is { } text) return text;
        Add(field, FieldFault.NotText, "Must be a text.");
        return null;
    }

    private bool HasRightLength(string field, string text, int min, int max)
    {
        int length = text.EnumerateRunes().Count();
        if (length >= min && length <= max) return true;
        Add(new FieldError(
            field,
            length > max ? FieldFault.TooLong : FieldFault.TooShort,
            min > 0 ? $"Must have {min} to {max} characters." : $"Must have at most {max} characters.")
        {
            Min = min > 0 ? min : null,
            Max = max,
        });
        return false;
    }

    private bool IsFreeOfControl(string field, string text, bool multiline)
    {
        if (!text.Any(c => char.IsControl(c) && !(multiline && c is '\n' or '\r' or '\t'))) return true;
        Add(field, FieldFault.Malformed, "Must not contain control characters.");
        return false;
    }

    private bool TryGet(string field, out JsonElement value)
    {
        value = default;
        return _body.ValueKind == JsonValueKind.Object && _body.TryGetProperty(field, out value) &&
            value.ValueKind != JsonValueKind.Null;
    }

    private T Missing<T>(string field, T nothing)
    {
        // A body that could not be read misses every field; saying so once is enough.
        if (_body.ValueKind == JsonValueKind.Object || _errors.Count == 0) Add(field, FieldFault.Missing, "Is required.");
        return nothing;
    }

    private static FieldFault OutOfRange(bool isNumber, FieldFault otherwise, bool isSmall) =>
        !isNumber ? otherwise : isSmall ? FieldFault.TooSmall : FieldFault.TooLarge;

    // Names are read when one is looked for: a single one that is no text would break the search for all others.
    private static bool HasReadableNames(JsonElement body)
    {
        try
        {
            return body.EnumerateObject().All(property => property.Name is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsReadable(JsonElement value, int levels) => value.ValueKind switch
    {
        JsonValueKind.Object => levels > 0 && HasReadableNames(value) &&
            value.EnumerateObject().All(property => IsReadable(property.Value, levels - 1)),
        JsonValueKind.Array => levels > 0 && value.EnumerateArray().All(item => IsReadable(item, levels - 1)),
        JsonValueKind.String => TryGetString(value) is not null,
        _ => true,
    };

    // A lone surrogate is valid JSON, but no text.
    private static string? TryGetString(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
