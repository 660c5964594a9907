using System.Globalization;
using Understudy.Domain.Common;

namespace Understudy.Functions.Products.Sora;

/// <summary>An offending field as pydantic tells it. Sora, 422 Validation Error.</summary>
/// <param name="Loc">Where it stands: <c>body</c>, <c>query</c> …, then names and indexes.</param>
/// <param name="Msg">For people.</param>
/// <param name="Type">For programs.</param>
internal sealed record FieldWords(IReadOnlyList<object> Loc, string Msg, string Type)
{
    /// <summary>What is said of a field.</summary>
    public static FieldWords Of(FieldError error) => new(LocationOf(error), MessageOf(error), TypeOf(error.Fault));

    private static object[] LocationOf(FieldError error)
    {
        string place = error.Place.ToString().ToLowerInvariant();
        return error.Fault is FieldFault.Unreadable || error.Field == place
            ? [place]
            : [place, .. error.Field.Split('.').Select(Segment)];
    }

    private static object Segment(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : name;

    private static string MessageOf(FieldError error) => error.Fault switch
    {
        FieldFault.Missing => "field required",
        FieldFault.NotOneOf when error.Allowed.Count > 0 =>
            $"value is not a valid enumeration member; permitted: '{string.Join("', '", error.Allowed)}'",
        _ => error.Message,
    };

    private static string TypeOf(FieldFault fault) => fault switch
    {
        FieldFault.Missing => "value_error.missing",
        FieldFault.Unreadable => "value_error.jsondecode",
        FieldFault.NotText => "type_error.str",
        FieldFault.NotWhole => "type_error.integer",
        FieldFault.NotNumber => "type_error.float",
        FieldFault.NotFlag => "type_error.bool",
        FieldFault.NotList => "type_error.list",
        FieldFault.NotObject => "type_error.dict",
        FieldFault.TooShort => "value_error.min_length",
        FieldFault.TooLong => "value_error.max_length",
        FieldFault.TooSmall => "value_error.number.not_ge",
        FieldFault.TooLarge => "value_error.number.not_le",
        FieldFault.NotOneOf => "type_error.enum",
        FieldFault.Malformed => "value_error",
        FieldFault.NotAllowed => "value_error.not_allowed",
        FieldFault.Unknown => "value_error.unknown",
        FieldFault.Duplicate => "value_error.duplicate",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no word for it."),
    };
}
