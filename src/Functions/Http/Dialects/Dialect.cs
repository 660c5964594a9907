using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Http.Dialects;

/// <summary>
/// How a product speaks: the bodies of its errors, the shape of its lists, its times. What HTTP itself has a header for is
/// said alike in all of them.
/// </summary>
internal abstract class Dialect
{
    /// <summary>How bodies are written: the names of their fields, times, escapes.</summary>
    public abstract JsonSerializerOptions Json { get; }

    /// <summary>The dialect of the product that a request belongs to.</summary>
    public static Dialect Of(HttpContext http) =>
        http.RequestServices.GetRequiredService<ProductPaths>().Of(http.Request.Path).Dialect;

    /// <summary>An answer that is no error: the body as it is, unless the product wraps it.</summary>
    public virtual IResult Success(object body, int status = StatusCodes.Status200OK) =>
        Results.Json(body, Json, contentType: null, status);

    /// <summary>A page of a list, under that name.</summary>
    public IResult Page<T>(string name, IReadOnlyList<T> items, Paging paging, int total)
    {
        OrderedDictionary<string, object> body = new() { [name] = items };
        foreach ((string field, object value) in PageFields(paging, total)) body[field] = value;
        return Success(body);
    }

    /// <summary>A time as it stands in a text; in bodies <see cref="Json"/> writes it so.</summary>
    public virtual string Time(DateTimeOffset instant) => UtcSecondsConverter.Text(instant);

    /// <summary>The error answer for a problem, with the headers that belong to it.</summary>
    public IResult Refuse(Problem problem)
    {
        IResult answer = Tell(problem);
        return problem switch
        {
            NotSignedIn or NoAccountYet => answer.With(HeaderNames.WWWAuthenticate, "Bearer"),
            MethodNotAllowed { Methods: var methods } => answer.With(HeaderNames.Allow, string.Join(", ", methods)),
            UnknownCoding => answer.With(HeaderNames.AcceptEncoding, ContentCodings.Accepted),
            TryAgain { RetrySeconds: var seconds } =>
                answer.With(HeaderNames.RetryAfter, seconds.ToString(CultureInfo.InvariantCulture)),
            TooManyAttempts { RetryAfter.TotalSeconds: var seconds } => answer.With(
                HeaderNames.RetryAfter, Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)),
            _ => answer,
        };
    }

    /// <summary>The status and the body of an error.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The product has no words for it, which is a fault of ours.</exception>
    protected abstract IResult Tell(Problem problem);

    /// <summary>The fields that say where a page stands in its list.</summary>
    protected abstract IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total);
}
