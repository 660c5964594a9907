using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>One's profile, and leaving. Sora §5.1, §5.2, §5.5.</summary>
[SignedInBy(Way.Session)]
public sealed class Users(
    IDocumentStore store,
    AccountDetails details,
    Avatars avatars,
    AvatarLinks links,
    AccountDeletion deletion,
    WalletLedger ledger)
{
    private const int MaxUrl = 2048;

    // Longer is no username, nor a language, and need not be looked at.
    private const int MaxWord = 200;

    /// <summary>Sora §5.1.</summary>
    [Function("Sora-Profile-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        Stored<User>? user = await store.FindAsync<User>(id, id, cancellationToken);
        return user is null
            ? SoraDialect.Instance.Refuse(AccountDetails.Missing)
            : await AnswerAsync(user.Value, cancellationToken);
    }

    /// <summary>Sora §5.2.</summary>
    [Function("Sora-Profile-Update")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "sora/api/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string? username = fields.Has("username") ? fields.OptionalLine("username", MaxWord) ?? "" : null;
        string? language = fields.Has("language") ? fields.OptionalLine("language", MaxWord) ?? "" : null;
        string? avatar = ReadUrl(fields, "avatar_url");
        if (fields.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        if (username is not null && !SignInRules.IsUsername(username))
            return SoraDialect.Instance.Refuse(MoneyErrors.BadUsername);
        if (language is not null && !UserWords.Languages.TryParse(language, out _))
            return SoraDialect.Instance.Refuse(MoneyErrors.BadLanguage);

        string id = Caller.IdOf(request);
        DetailsChange change = new(Username: username, AvatarUrl: avatar, Locale: language);
        Result<User> changed = await details.ChangeAsync(id, change, cancellationToken);
        if (!changed.Succeeded) return SoraDialect.Instance.Refuse(changed.Problem);
        // An uploaded picture would go before the one that was just named.
        return await AnswerAsync(
            avatar is null ? changed.Value : await avatars.RemoveAsync(id, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Sora §5.5: the platform's deletion. The claims and sessions are marked last: whoever is cut off before that may ask
    /// again. Signing in within 30 days restores the account.
    /// </summary>
    [Function("Sora-Account-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "sora/api/users/account")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        User? user = await deletion.ScheduleAsync(Caller.IdOf(request), cancellationToken);
        if (user?.DeletionAt is { } deletionAt)
        {
            await new AccountWork(client).StartLeavingAsync(user.Id, deletionAt, cancellationToken);
            await deletion.MarkAsync(user.Id, cancellationToken);
        }
        return SoraDialect.Instance.Success(
            new MessageAnswer("Account deletion requested. Your account will be deleted within 30 days."));
    }

    private static string? ReadUrl(JsonFields fields, string field)
    {
        if (!fields.Has(field)) return null;
        int before = fields.Errors;
        string text = fields.OptionalLine(field, MaxUrl) ?? "";
        if (fields.Errors > before) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https" && url.Host.Length > 0)
            return url.AbsoluteUri;
        fields.Add(field, FieldFault.Malformed, "Must be an absolute http or https URL.");
        return null;
    }

    private async Task<IResult> AnswerAsync(User user, CancellationToken cancellationToken)
    {
        WalletBalance credits = await ledger.GetBalanceAsync(Credits.Wallet(user.Id), cancellationToken);
        return SoraDialect.Instance.Success(ProfileAnswer.Of(user, links.Of(user), credits.Left));
    }
}
