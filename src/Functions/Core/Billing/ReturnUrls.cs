using Understudy.Domain.Common;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Core.Billing;

/// <summary>Reads the addresses that the payment gateway's pages lead back to.</summary>
public sealed class ReturnUrls
{
    private const int MaxLength = 2048;

    // Stripe puts the session's id in its place. Braces are no part of a URL otherwise.
    private const string Placeholder = "{CHECKOUT_SESSION_ID}";
    private const string EscapedPlaceholder = "%7BCHECKOUT_SESSION_ID%7D";

    private static readonly Uri _nowhere = new("about:blank");

    private readonly Origins _origins;

    internal ReturnUrls(Origins origins) => _origins = origins;

    /// <summary>
    /// A required http or https URL of one of our own origins: whoever comes back from paying must not be led to a
    /// stranger's page that looks like ours.
    /// </summary>
    /// <returns>
    /// The URL; its <see cref="Uri.OriginalString"/>, which is what to send, is escaped but for the placeholder.
    /// </returns>
    internal Uri Read(JsonFields fields, string field)
    {
        string text = fields.Line(field, MaxLength);
        if (text.Length == 0) return _nowhere;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
            fields.Add(field, FieldFault.Malformed, "Must be an absolute http or https URL.");
        else if (!_origins.Contains(url))
            fields.Add(field, FieldFault.NotAllowed, "Must lead to one of this service's own web origins.");
        else
            return new Uri(url.AbsoluteUri.Replace(EscapedPlaceholder, Placeholder, StringComparison.Ordinal));
        return _nowhere;
    }
}
