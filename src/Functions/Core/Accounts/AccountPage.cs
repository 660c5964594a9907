using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Core.Accounts;

/// <summary>A page that a link in a mail leads to: whole in itself, without scripts, kept by nobody.</summary>
/// <param name="language">Its language.</param>
/// <param name="title">What it is about.</param>
/// <param name="content">What it shows.</param>
/// <param name="status">The answer's status.</param>
internal sealed class AccountPage(
    Language language, string title, Html content, int status = StatusCodes.Status200OK) : IResult
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ink: #1a2233; --soft: #5d6780; --page: #eef1f7; --card: #fff; --line: #dde2ec;
          --main: #4338ca; --bad: #b42318; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf4; --soft: #9aa4bd; --page: #10131c; --card: #1a1f2d;
          --line: #2e3547; --main: #6d63f5; --bad: #ff8a7a; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans JP", sans-serif; }
        main { max-width: 29rem; margin: 3rem auto; padding: 0 1rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.4rem 1.5rem; }
        h1 { font-size: 1.25rem; margin: 0 0 .4rem; }
        p { margin: .4rem 0; overflow-wrap: anywhere; }
        .bad { color: var(--bad); }
        form { display: grid; gap: .6rem; margin: 1rem 0 0; }
        label { color: var(--soft); }
        input { font: inherit; width: 100%; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: .5rem;
          background: transparent; color: inherit; }
        button { font: inherit; font-weight: 550; padding: .65rem 1rem; border: 0; border-radius: .6rem; cursor: pointer;
          background: var(--main); color: #fff; }
        button:focus-visible, input:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
        """;

    private static readonly string _styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>A page that says one thing.</summary>
    public static AccountPage Message(
        Language language, string title, string message, int status = StatusCodes.Status200OK) =>
        new(language, title, Html.Of($"<section><h1>{title}</h1><p>{message}</p></section>"), status);

    /// <summary>The language that a browser asks for.</summary>
    public static Language LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage is { Count: > 0 } accepted &&
        accepted.OrderByDescending(each => each.Quality ?? 1).First().Value
            .StartsWith("ja", StringComparison.OrdinalIgnoreCase)
                ? Language.Japanese
                : Language.English;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{_styleHash}'; " +
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        var page = Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="{(language == Language.Japanese ? "ja" : "en")}">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title} · Understudy</title>
            <style>{Html.Trusted(Style)}</style>
            </head>
            <body>
            <main>
            {content}
            </main>
            </body>
            </html>

            """);
        await response.WriteAsync(page.ToString(), httpContext.RequestAborted);
    }
}
