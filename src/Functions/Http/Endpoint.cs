using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Http;

/// <summary>What endpoints do alike: parse, call the use case, answer in the product's dialect.</summary>
internal static class Endpoint
{
    /// <summary>Reads a JSON body, hands it to a use case, and answers with what came of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the command; what is wrong with the fields is answered before the use case is called.</param>
    /// <param name="handle">The use case.</param>
    /// <param name="answer">Makes the body.</param>
    /// <param name="status">The status when it succeeded.</param>
    public static async Task<IResult> HandleAsync<TCommand, TValue>(
        this HttpRequest request,
        Func<JsonFields, TCommand> read,
        Func<TCommand, CancellationToken, Task<Result<TValue>>> handle,
        Func<TValue, object> answer,
        int status = StatusCodes.Status200OK)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        TCommand command = read(fields);
        var dialect = Dialect.Of(request.HttpContext);
        if (fields.Problem is { } invalid) return dialect.Refuse(invalid);
        Result<TValue> result = await handle(command, request.HttpContext.RequestAborted);
        return result.Succeeded ? dialect.Success(answer(result.Value), status) : dialect.Refuse(result.Problem);
    }
}
