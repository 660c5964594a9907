using Microsoft.Azure.Functions.Worker.Converters;
using Understudy.LocalRuntime.Http;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Fills a parameter with the request's JSON body.</summary>
public class FromBodyAttribute : InputConverterAttribute
{
    /// <summary>Takes the body.</summary>
    public FromBodyAttribute()
        : base(typeof(JsonBody))
    {
    }
}
