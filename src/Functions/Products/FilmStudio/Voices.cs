using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Who can narrate; beyond the contract.</summary>
[SignedInBy(Way.Session)]
public sealed class Voices(IVoiceCatalogue voices)
{
    /// <summary>All voices.</summary>
    [Function("FilmStudio-Voice-List")]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/ai/voices")] HttpRequest request) =>
        FilmStudioDialect.Instance.Success(new VoicesAnswer(voices.All));
}

internal sealed record VoicesAnswer(IReadOnlyList<CatalogueVoice> Voices);
