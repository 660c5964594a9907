using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Understudy.LocalRuntime.Http;

/// <summary>
/// Reads <c>[FromBody]</c> parameters as the ASP.NET Core integration does: by MVC's JSON options; a body that is
/// missing, not JSON or not of the type fails the invocation before the function runs.
/// </summary>
internal static class JsonBody
{
    public static async Task<object> ReadAsync(HttpContext http, Type type)
    {
        if (!http.Request.HasJsonContentType())
            throw new FunctionInputConverterException("The request's body is not JSON by its Content-Type.");
        JsonSerializerOptions options =
            http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        try
        {
            return await http.Request.ReadFromJsonAsync(type, options, http.RequestAborted)
                ?? throw new FunctionInputConverterException("The request's body is null.");
        }
        catch (JsonException exception)
        {
            throw new FunctionInputConverterException(
                $"The request's body is no {type.Name}: {exception.Message}", exception);
        }
    }
}
