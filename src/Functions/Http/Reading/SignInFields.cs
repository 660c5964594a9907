using Understudy.Domain.Accounts;
using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Reading;

/// <summary>Reads what somebody registers with.</summary>
internal static class SignInFields
{
    /// <summary>A required address.</summary>
    public static string Email(this JsonFields fields, string field)
    {
        // What is not there was told of, or its whole body was.
        int before = fields.Errors;
        string email = fields.Line(field, SignInRules.LongestEmail);
        if (fields.Errors == before && email.Length > 0 && !SignInRules.IsEmail(email))
            fields.Add(field, FieldFault.Malformed, "Must be an e-mail address.");
        return email;
    }

    /// <summary>A required password that is long enough.</summary>
    public static string NewPassword(this JsonFields fields, string field)
    {
        int before = fields.Errors;
        string password = fields.Line(field, SignInRules.LongestPassword);
        if (fields.Errors == before && password.Length > 0 && !SignInRules.IsPassword(password))
            fields.Add(new FieldError(field, FieldFault.TooShort, "Must have 8 to 128 characters.")
            {
                Min = SignInRules.ShortestPassword,
                Max = SignInRules.LongestPassword,
            });
        return password;
    }

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
