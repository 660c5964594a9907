using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>A page of the sandbox, as a browser gets it.</summary>
internal sealed record Page(HttpStatusCode Status, XDocument? Html, Uri? Location, HttpResponseMessage Response)
{
    /// <summary>Reads an answer: an HTML page, which must be well-formed, or a redirection.</summary>
    public static async Task<Page> OfAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        if (text.Length == 0) return new Page(response.StatusCode, null, response.Headers.Location, response);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        text.ShouldStartWith("<!DOCTYPE html>");
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        return new Page(response.StatusCode, XDocument.Load(reader), null, response);
    }

    /// <summary>All that there is to read.</summary>
    public string Text => Html!.Root!.Element("body")!.Value;

    /// <summary>What the buttons do.</summary>
    public string[] Buttons =>
        [.. Html!.Descendants("button").Select(button => button.Attribute("value")!.Value)];

    /// <summary>Where the links lead.</summary>
    public string[] Links => [.. Html!.Descendants("a").Select(link => link.Attribute("href")!.Value)];

    /// <summary>One of the answer's headers.</summary>
    public string Header(string name) => Response.Headers.TryGetValues(name, out IEnumerable<string>? values)
        ? string.Join(", ", values)
        : "";
}
