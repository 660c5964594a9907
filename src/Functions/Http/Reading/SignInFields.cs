using Understudy.Domain.Accounts;
using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Reading;

/// <summary>Reads what somebody registers with.</summary>
internal static class SignInFields
{
    /// <summary>A required address.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="field">Which of them.</param>
    /// <param name="malformed">What a contract says of what is none.</param>
    public static string Email(this JsonFields fields, string field, string malformed = "Must be an e-mail address.")
    {
        // What is not there was told of, or its whole body was.
        int before = fields.Errors;
        string email = fields.Line(field, SignInRules.LongestEmail);
        if (fields.Errors == before && email.Length > 0 && !SignInRules.IsEmail(email))
            fields.Add(field, FieldFault.Malformed, malformed);
        return email;
    }

    /// <summary>A required password that may be chosen, as it was typed.</summary>
    public static string NewPassword(this JsonFields fields, string field) =>
        fields.Verbatim(field, SignInRules.ShortestPassword, SignInRules.LongestPassword);

    /// <summary>A required password that was chosen before, as it was typed.</summary>
    public static string Password(this JsonFields fields, string field) =>
        fields.Verbatim(field, 1, SignInRules.LongestPassword);

    /// <summary>A required username.</summary>
    public static string Username(this JsonFields fields, string field)
    {
        int before = fields.Errors;
        string username = fields.Line(field, SignInRules.LongestUsername);
        if (fields.Errors == before && username.Length > 0 && !SignInRules.IsUsername(username))
            fields.Add(new FieldError(field, FieldFault.Malformed, "Must be 3 to 50 letters, digits, _, - and dots.")
            {
                Min = SignInRules.ShortestUsername,
                Max = SignInRules.LongestUsername,
            });
        return username;
    }
}
