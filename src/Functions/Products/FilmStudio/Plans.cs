using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Billing;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>The plans. FilmStudio, Credit Service APIs.</summary>
[SignedInBy(Way.Session)]
public sealed class Plans(Sales sales)
{
    /// <summary>FilmStudio, GET /plans.</summary>
    [SignedInBy(Way.Nobody)]
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Plan-List")]
    public IResult List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/plans")] HttpRequest request) =>
        FilmStudioDialect.Instance.Success(PlansAnswer.All);

    /// <summary>Subscribes to Pro; beyond the contract.</summary>
    [Creates]
    [Function("FilmStudio-Plan-Subscribe")]
    public async Task<IResult> Subscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/plans/pro/subscribe")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        return await sales.OpenAsync(request, fields, FilmOffers.Pro, quantity: 1, cancellationToken);
    }
}

/// <summary>FilmStudio, GET /plans.</summary>
internal sealed record PlansAnswer(IReadOnlyList<PlanBody> Plans)
{
    /// <summary>All of them, which are the same for everybody.</summary>
    public static PlansAnswer All { get; } = new(
    [
        new(PlanWords.Tiers[Tier.Free], "Free", 0, FilmStudioPlans.FreeAMonth, ["Watermarked videos", "3 videos/month"]),
        new(
            PlanWords.Tiers[Tier.Pro],
            FilmOffers.Pro.Title,
            Currencies.ToMajor(FilmOffers.Pro.Price.Amount, FilmOffers.Pro.Price.Currency),
            FilmOffers.Pro.Units,
            ["No watermark", "30 videos/month", "Priority support"]),
    ]);
}

/// <summary>A plan.</summary>
/// <param name="Id">Its word.</param>
/// <param name="Name">For people.</param>
/// <param name="Price">A month, in US dollars.</param>
/// <param name="Credits">A month.</param>
/// <param name="Features">For people.</param>
internal sealed record PlanBody(string Id, string Name, decimal Price, int Credits, IReadOnlyList<string> Features);
