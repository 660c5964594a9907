using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>What a person prefers. There is a document from the first change on. Clone §1.9.</summary>
public sealed record UserSettings : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("settings");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose they are.</summary>
    public required string OwnerId { get; init; }

    /// <summary>
    /// Whether the product may write e-mails. Messages about the account itself (its export, its deletion) come in any
    /// case: they answer a request, or protect from one that somebody else made.
    /// </summary>
    public bool EmailNotifications { get; init; } = true;

    /// <summary>The language of the pages and of e-mails.</summary>
    public Language Language { get; init; } = Language.Japanese;

    /// <summary>The size of videos that are asked for without saying one.</summary>
    public Resolution DefaultResolution { get; init; } = Resolution.P720;

    /// <summary>When they were first changed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they were last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A change of settings; null leaves one as it is. Clone §10.2.</summary>
public sealed record SettingsChange(bool? EmailNotifications, Language? Language, Resolution? DefaultResolution);

/// <summary>Reading and changing settings. Clone §10.1, §10.2.</summary>
public sealed class SettingsDesk(IDocumentStore store, TimeProvider time)
{
    /// <summary>A person's settings; the defaults as long as nothing was changed.</summary>
    public async Task<UserSettings> GetAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<UserSettings>(ownerId, ownerId, cancellationToken))?.Value ?? Default(ownerId);

    /// <summary>
    /// The language of what is written to a person: the one that they prefer, or else the one that they registered in.
    /// </summary>
    public async Task<Language> LanguageOfAsync(User user, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<UserSettings>(user.Id, user.Id, cancellationToken))?.Value is { } settings)
            return settings.Language;
        if (user.Locale is not { } locale) return Default(user.Id).Language;
        return locale.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Language.Japanese : Language.English;
    }

    /// <summary>Changes some of them.</summary>
    public async Task<UserSettings> ChangeAsync(
        string ownerId, SettingsChange change, CancellationToken cancellationToken)
    {
        await store.FindOrCreateAsync(ownerId, ownerId, () => Default(ownerId), cancellationToken);
        UserSettings? changed = await store.UpdateAsync<UserSettings>(
            ownerId, ownerId, settings => Apply(settings, change), cancellationToken);
        return changed ?? throw new InvalidOperationException($"The settings of {ownerId} were there and are gone.");
    }

    private UserSettings Apply(UserSettings settings, SettingsChange change)
    {
        UserSettings changed = settings with
        {
            EmailNotifications = change.EmailNotifications ?? settings.EmailNotifications,
            Language = change.Language ?? settings.Language,
            DefaultResolution = change.DefaultResolution ?? settings.DefaultResolution,
        };
        return changed == settings ? settings : changed with { UpdatedAt = time.GetUtcNow() };
    }

    private UserSettings Default(string ownerId)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new UserSettings { OwnerId = ownerId, CreatedAt = now, UpdatedAt = now };
    }
}
