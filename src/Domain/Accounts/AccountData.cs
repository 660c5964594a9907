using System.Runtime.CompilerServices;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// What the account itself keeps about a person: who they are, their survey, settings and avatar, and their exports. The
/// user's document and its claims go last of all: see <see cref="Erasure.FinishAsync"/>.
/// </summary>
public sealed class AccountData(IDocumentStore store, IMediaStore media) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        User? user = (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value;
        if (user is null) yield break;
        yield return new PersonalItem.Data(
            "account/user.json",
            new
            {
                user.Id,
                user.Email,
                user.EmailVerified,
                user.Name,
                user.Username,
                user.Roles,
                user.Region,
                user.Locale,
                user.LastSignInAt,
                Picture = user.AvatarUrl,
                user.CreatedAt,
                user.UpdatedAt,
            });
        if (user.Avatar is not null) yield return new PersonalItem.File("account/avatar.jpg", user.Avatar);
        if ((await store.FindAsync<Profile>(ownerId, ownerId, cancellationToken))?.Value is { } profile)
            yield return new PersonalItem.Data(
                "account/profile.json", new { profile.Answers, profile.CreatedAt, profile.UpdatedAt });
        if ((await store.FindAsync<UserSettings>(ownerId, ownerId, cancellationToken))?.Value is { } settings)
            yield return new PersonalItem.Data(
                "account/settings.json",
                new
                {
                    settings.EmailNotifications,
                    settings.Language,
                    settings.DefaultResolution,
                    settings.CreatedAt,
                    settings.UpdatedAt,
                });
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EraseAllAsync<Profile>(ownerId, cancellationToken);
        await store.EraseAllAsync<UserSettings>(ownerId, cancellationToken);
        await store.EraseAllAsync<AvatarUpload>(ownerId, cancellationToken);
        await store.EraseAllAsync<AccountExport>(ownerId, cancellationToken);
        await media.DeleteAllAsync(AvatarUpload.Sources(ownerId), cancellationToken);
        await media.DeleteAllAsync(AvatarUpload.Targets(ownerId), cancellationToken);
        await media.DeleteAllAsync(AccountExport.Archives(ownerId), cancellationToken);
    }
}
