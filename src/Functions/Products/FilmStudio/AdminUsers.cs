using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.People;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Everybody who has an account, for administrators. FilmStudio, Admin Service APIs.</summary>
[SignedInBy(Way.Session)]
public sealed class AdminUsers(PeopleDirectory people, FilmStudioPlans plans, GrantCreditsHandler grants)
{
    private const int LongestSearch = 254;
    private const int LongestReason = 500;

    private static readonly DirectoryPlan _pro = new(FilmStudioPlans.Product, FilmStudioPlans.ProSku);

    /// <summary>FilmStudio, GET /admin/users. The search is in addresses and names, whatever the case.</summary>
    [Function("FilmStudio-AdminUser-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/admin/users")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Administrators.Include(request)) return new Refusal(new NotPermitted());
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        string? text = query.Line("search", LongestSearch);
        Tier? tier = query.Choice("tier", PlanWords.Tiers);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        DirectoryIndex everybody = await people.ReadAsync(cancellationToken);
        DirectorySearch search = new(text, With: tier is Tier.Pro ? _pro : null, Without: tier is Tier.Free ? _pro : null);
        DirectoryPage page = everybody.Find(search, paging.Offset, paging.Limit);
        MemberBody[] members = await Task.WhenAll(page.Entries.Select(entry => MemberAsync(entry, cancellationToken)));
        return FilmStudioDialect.Instance.Page("users", members, paging, page.Total);
    }

    /// <summary>FilmStudio, POST /admin/users/:id/grant-credits.</summary>
    [Creates]
    [Function("FilmStudio-AdminGrant-Create")]
    public async Task<IResult> Grant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/admin/users/{userId}/grant-credits")]
        HttpRequest request,
        string userId,
        CancellationToken cancellationToken)
    {
        if (!Administrators.Include(request)) return new Refusal(new NotPermitted());
        JsonFields fields = await JsonFields.ReadAsync(request);
        GrantCredits command = new(
            CanonicalId.OrNone(userId),
            (int)fields.Whole("amount", 1, GrantCreditsHandler.Most),
            fields.Line("reason", LongestReason),
            Caller.IdOf(request),
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<int> balance = await grants.HandleAsync(command, cancellationToken);
        return balance.Succeeded
            ? FilmStudioDialect.Instance.Success(
                new GrantAnswer(command.UserId, balance.Value, "Credits granted successfully"))
            : new Refusal(balance.Problem);
    }

    private async Task<MemberBody> MemberAsync(DirectoryEntry entry, CancellationToken cancellationToken) => new(
        entry.UserId,
        entry.Email,
        entry.Name,
        PlanWords.Tiers[entry.Plans.Contains(_pro) ? Tier.Pro : Tier.Free],
        await plans.LeftAsync(entry.UserId, cancellationToken),
        entry.CreatedAt);
}

/// <summary>Who may do what only administrators may.</summary>
internal static class Administrators
{
    /// <summary>Whether the caller is one.</summary>
    public static bool Include(HttpRequest request) =>
        Caller.Of(request).Roles.HasFlag(Roles.Admin);
}

/// <summary>FilmStudio, POST /admin/users/:id/grant-credits.</summary>
internal sealed record GrantAnswer(string UserId, int NewBalance, string Message);
