using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>Reads the forms of the sandbox's pages.</summary>
internal static class SandboxForm
{
    private const int LongestKey = 20;
    private const int LongestValue = 200;
    private const int MostFields = 5;

    /// <summary>
    /// Reads a form that one of the pages sent. There are no cookies, so nobody else's page could do anything with a
    /// form of its own; but then none has any business here.
    /// </summary>
    /// <returns>Its fields; null when another site's page sent it, or it is none of ours.</returns>
    public static async Task<IReadOnlyDictionary<string, StringValues>?> ReadAsync(HttpRequest request)
    {
        if (!IsSameOrigin(request)) return null;
        try
        {
            await RequestBody.ReadAsync(request);
            FormReader reader = new(request.Body)
            {
                KeyLengthLimit = LongestKey,
                ValueLengthLimit = LongestValue,
                ValueCountLimit = MostFields,
            };
            using (reader) return await reader.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A field of a form; empty when it is not there.</summary>
    public static string Text(this IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.GetValueOrDefault(name).ToString();

    /// <summary>The answer to a form that was not read.</summary>
    public static IResult Refusal() => SandboxPage.Message(
        "That did not work",
        "Only this page's own buttons work here.",
        next: null,
        StatusCodes.Status403Forbidden);

    // Browsers send one or both with every form; what sends neither is no browser, and was not lured here.
    private static bool IsSameOrigin(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site == "same-origin";
        string origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}";
    }
}
