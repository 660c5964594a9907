using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>A page of the sandbox: whole in itself, without scripts, kept by nobody.</summary>
/// <param name="title">What it is about.</param>
/// <param name="content">What it shows.</param>
/// <param name="status">The answer's status.</param>
/// <param name="leadsTo">Where its forms may lead in the end, beside the sandbox itself.</param>
internal sealed class SandboxPage(
    string title, Html content, int status = StatusCodes.Status200OK, params IEnumerable<Uri> leadsTo) : IResult
{
    private const string Style =
        """
        :root { color-scheme: light dark; --ink: #1a2233; --soft: #5d6780; --page: #eef1f7; --card: #fff;
          --line: #dde2ec; --main: #4338ca; --bad: #b42318; --good: #067647; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ebf4; --soft: #9aa4bd; --page: #10131c; --card: #1a1f2d;
          --line: #2e3547; --main: #6d63f5; --bad: #ff8a7a; --good: #5bd19a; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
        main { max-width: 56rem; margin: 3rem auto; padding: 0 1rem; }
        main.narrow { max-width: 29rem; }
        header { display: flex; justify-content: space-between; align-items: center; margin: 0 .3rem 1rem; }
        header b { font-size: 1.05rem; }
        .badge { font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem;
          padding: .1rem .7rem; background: var(--card); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.4rem 1.5rem;
          margin-bottom: 1rem; overflow-x: auto; }
        h1 { font-size: 1.25rem; margin: 0 0 .2rem; }
        h2 { font-size: 1rem; margin: 0 0 .7rem; }
        p { margin: .4rem 0; }
        .price { font-size: 2.1rem; font-weight: 650; letter-spacing: -.02em; margin: .3rem 0 1rem; }
        .price small { font-size: 1rem; font-weight: 400; color: var(--soft); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: .8rem 0; }
        dt, .soft { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .good { color: var(--good); }
        .bad { color: var(--bad); }
        form { display: grid; gap: .6rem; margin: 1rem 0 0; }
        form.row { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; margin: .5rem 0 0; }
        button, .button { font: inherit; font-weight: 550; padding: .65rem 1rem; border-radius: .6rem; cursor: pointer;
          border: 1px solid var(--line); background: transparent; color: var(--ink); text-align: center;
          text-decoration: none; display: inline-block; }
        .row button, td button { padding: .3rem .7rem; font-size: .9rem; }
        button.main, .button.main { background: var(--main); border-color: var(--main); color: #fff; }
        button:hover, .button:hover { filter: brightness(1.08); border-color: var(--soft); }
        button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
        input { font: inherit; font-size: .9rem; width: 6rem; padding: .25rem .5rem; border: 1px solid var(--line);
          border-radius: .5rem; background: transparent; color: inherit; }
        table { width: 100%; border-collapse: collapse; font-size: .92rem; }
        th { text-align: left; font-weight: 500; color: var(--soft); }
        th, td { padding: .45rem .9rem .45rem 0; border-top: 1px solid var(--line); vertical-align: top; }
        tr:first-child th { border-top: 0; }
        td.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
        td form.row { margin: 0 0 .3rem; }
        code { font-size: .82rem; color: var(--soft); overflow-wrap: anywhere; }
        a { color: var(--main); }
        a.button.main { color: #fff; }
        """;

    private static readonly string _styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>Whether the page has no tables, and so may be narrow.</summary>
    public bool IsNarrow { get; init; } = true;

    /// <summary>A page that says one thing, and leads on.</summary>
    public static SandboxPage Message(
        string title, string message, Uri? next = null, int status = StatusCodes.Status200OK) => new(
            title,
            Html.Of(
                $"""
                <section>
                <h1>{title}</h1>
                <p>{message}</p>
                {(next is null ? Html.None : Continue(next))}
                </section>
                """),
            status);

    private static Html Continue(Uri next) =>
        Html.Of($"<p><a class=\"button main\" href=\"{next.AbsoluteUri}\">Continue</a></p>");

    /// <summary>A time, as it is written.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        // A browser lets a form's answer lead elsewhere only if the policy says so.
        string targets = string.Concat(leadsTo.Select(url => $" {url.GetLeftPart(UriPartial.Authority)}").Distinct());
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'sha256-{_styleHash}'; " +
            $"form-action 'self'{targets}; base-uri 'none'; frame-ancestors 'none'";
        // The address itself is a secret. With "no-referrer" a form's Origin would read "null".
        response.Headers["Referrer-Policy"] = "same-origin";
        var page = Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            <style>{Html.Trusted(Style)}</style>
            </head>
            <body>
            <main class="{(IsNarrow ? "narrow" : "wide")}">
            <header><b>Understudy</b><span class="badge">Sandbox: no money moves</span></header>
            {content}
            </main>
            </body>
            </html>

            """);
        await response.WriteAsync(page.ToString(), httpContext.RequestAborted);
    }
}
