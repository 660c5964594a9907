using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Settings and avatar. Clone §10.1–§10.4.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Preferences(SettingsDesk settings, Avatars avatars, AvatarLinks links)
{
    /// <summary>Clone §10.1.</summary>
    [Function("Clone-Settings-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        UserSettings current = await settings.GetAsync(Caller.IdOf(request), cancellationToken);
        return CloneResults.Ok(
            new SettingsAnswer(new SettingsBody(
                current.EmailNotifications,
                CloneWords.Languages[current.Language],
                CloneWords.Resolutions[current.DefaultResolution])),
            CloneJson.Wire.SettingsAnswer);
    }

    /// <summary>Clone §10.2.</summary>
    [Function("Clone-Settings-Update")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/v1/settings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        SettingsChange change = new(
            fields.OptionalFlag("email_notifications"),
            fields.OptionalChoice("language", CloneWords.Languages),
            fields.OptionalChoice("default_resolution", CloneWords.Resolutions));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        UserSettings changed = await settings.ChangeAsync(Caller.IdOf(request), change, cancellationToken);
        return CloneResults.Ok(
            new SettingsChangedAnswer(new ChangedSettings(
                changed.EmailNotifications,
                CloneWords.Languages[changed.Language],
                CloneWords.Resolutions[changed.DefaultResolution],
                changed.UpdatedAt)),
            CloneJson.Wire.SettingsChangedAnswer);
    }

    /// <summary>Clone §10.3.</summary>
    [Function("Clone-Avatar-Create")]
    public async Task<IResult> CreateAvatar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/settings/avatar")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string fileName = fields.Line("file_name", 255);
        int before = fields.Errors;
        PictureType type = fields.ChoiceOfType("content_type", AccountWords.PictureTypes);
        string[] extensions = fields.Errors == before ? Extensions(type) : ["jpg", "jpeg", "png", "webp"];
        if (fileName.Length > 0 &&
            !extensions.Any(extension => fileName.EndsWith($".{extension}", StringComparison.OrdinalIgnoreCase)))
            fields.Add("file_name", FieldFault.Malformed, $"Must end in one of: {string.Join(", ", extensions)}.");
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        AvatarAwaited awaited = await avatars.AwaitAsync(
            Caller.IdOf(request), extensions[0], AccountWords.PictureTypes[type], cancellationToken);
        return CloneResults.Ok(
            new AvatarUploadAnswer(new UploadBody(
                awaited.Url, awaited.Source.Name, (int)awaited.Lifetime.TotalSeconds)),
            CloneJson.Wire.AvatarUploadAnswer);
    }

    /// <summary>Clone §10.4.</summary>
    [Function("Clone-Avatar-Confirm")]
    public async Task<IResult> ConfirmAvatar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/settings/avatar/confirm")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        Result<User> confirmed = await avatars.ConfirmAsync(Caller.IdOf(request), cancellationToken);
        return confirmed.Succeeded
            ? CloneResults.Ok(
                new AvatarAnswer(links.Of(confirmed.Value)),
                CloneJson.Wire.AvatarAnswer)
            : CloneErrors.From(confirmed.Problem);
    }

    private static string[] Extensions(PictureType type) => type switch
    {
        PictureType.Png => ["png"],
        PictureType.WebP => ["webp"],
        _ => ["jpg", "jpeg"],
    };
}
