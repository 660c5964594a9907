using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>An avatar's upload that may begin.</summary>
/// <param name="Source">The object to upload.</param>
/// <param name="Url">Where to PUT it.</param>
/// <param name="Lifetime">How long that works.</param>
public sealed record AvatarAwaited(MediaKey Source, Uri Url, TimeSpan Lifetime);

/// <summary>Takes the pictures of people: upload, confirmation, replacement. Clone §10.3, §10.4.</summary>
public sealed class Avatars(
    IDocumentStore store,
    IMediaStore media,
    IAvatarMaker maker,
    IIdFactory ids,
    LeaseHolder holder,
    TimeProvider time)
{
    /// <summary>The largest upload, in bytes: 5 MB.</summary>
    public const long MaxBytes = 5 * 1024 * 1024;

    private static readonly TimeSpan _uploadLifetime = TimeSpan.FromHours(1);

    // A confirmation that has died does not keep others out for longer.
    private static readonly TimeSpan _claimed = TimeSpan.FromSeconds(60);

    /// <summary>Awaits a new picture; one that was uploaded before and not confirmed is forgotten.</summary>
    /// <param name="ownerId">Whose picture.</param>
    /// <param name="extension">The extension that goes with the type, without a dot.</param>
    /// <param name="contentType">Its MIME type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AvatarAwaited> AwaitAsync(
        string ownerId, string extension, string contentType, CancellationToken cancellationToken)
    {
        AvatarUpload upload = new()
        {
            OwnerId = ownerId,
            Source = AvatarUpload.Sources(ownerId).File($"avatar.{extension}"),
            UploadExpiresAt = time.GetUtcNow() + _uploadLifetime,
            Target = AvatarUpload.Targets(ownerId).File($"{ids.Next()}.jpg"),
        };
        Stored<AvatarUpload> known = await store.FindOrCreateAsync(ownerId, ownerId, () => upload, cancellationToken);
        if (known.Value.Replaces is { } replaced && (await UserAsync(ownerId, cancellationToken)).Avatar != replaced)
            await media.DeleteAsync(replaced, cancellationToken);
        await media.DeleteAllAsync(AvatarUpload.Sources(ownerId), cancellationToken);
        await store.UpdateAsync<AvatarUpload>(ownerId, ownerId, _ => upload, cancellationToken);
        Uri url = media.SignUpload(
            upload.Source, new UploadPromise(contentType, MaxBytes) { AtMost = true }, _uploadLifetime);
        return new AvatarAwaited(upload.Source, url, _uploadLifetime);
    }

    /// <summary>
    /// Makes the uploaded picture the avatar if it is one; otherwise the avatar stays as it was, and another file may be
    /// uploaded. Confirming again answers with the avatar; doing so while it is being made is refused.
    /// </summary>
    public async Task<Result<User>> ConfirmAsync(string ownerId, CancellationToken cancellationToken)
    {
        AvatarUpload? upload = (await store.FindAsync<AvatarUpload>(ownerId, ownerId, cancellationToken))?.Value;
        User user = await UserAsync(ownerId, cancellationToken);
        if (upload is null) return user.Avatar is null ? new AvatarNotUploaded() : user;
        if (user.Avatar == upload.Target) return await SettleAsync(user, upload, cancellationToken);
        MediaObject? file = await media.FindAsync(upload.Source, cancellationToken);
        if (file is null)
        {
            // Another confirmation may just have made it the avatar.
            user = await UserAsync(ownerId, cancellationToken);
            return user.Avatar == upload.Target ? user : new AvatarNotUploaded();
        }
        DateTimeOffset now = time.GetUtcNow();
        bool claimed = false;
        AvatarUpload? mine = await store.UpdateAsync<AvatarUpload>(
            ownerId,
            ownerId,
            u =>
            {
                claimed = u.Target == upload.Target && holder.Left(u.Converting, now) <= TimeSpan.Zero;
                return claimed ? u with { Converting = holder.Take(now, _claimed) } : u;
            },
            cancellationToken);
        if (mine?.Target != upload.Target)
        {
            user = await UserAsync(ownerId, cancellationToken);
            return user.Avatar == upload.Target ? user : new AvatarNotUploaded();
        }
        if (!claimed) return new AvatarBusy();
        try
        {
            return await MakeAsync(mine, file, cancellationToken);
        }
        finally
        {
            // Also when whoever asked has gone: the file may be replaced and confirmed at once.
            await store.UpdateAsync<AvatarUpload>(
                ownerId,
                ownerId,
                u => u.Target == mine.Target && u.Converting == mine.Converting
                    ? u with { Converting = null }
                    : u,
                CancellationToken.None);
        }
    }

    /// <summary>Takes the uploaded picture away, so that the one elsewhere is shown again; nothing happens when there is none.</summary>
    public async Task<User> RemoveAsync(string ownerId, CancellationToken cancellationToken)
    {
        MediaKey? removed = null;
        User user = await store.UpdateAsync<User>(
            ownerId,
            ownerId,
            u =>
            {
                removed = u.Avatar;
                return removed is null ? u : u with { Avatar = null, UpdatedAt = time.GetUtcNow() };
            },
            cancellationToken) ?? throw Gone(ownerId);
        if (removed is not null) await media.DeleteAsync(removed, cancellationToken);
        return user;
    }

    private async Task<Result<User>> MakeAsync(
        AvatarUpload upload, MediaObject file, CancellationToken cancellationToken)
    {
        try
        {
            string? why = file.Bytes > MaxBytes
                ? $"The file has {file.Bytes} bytes; at most {MaxBytes} are possible."
                : await maker.MakeAsync(upload.Source, upload.Target, cancellationToken);
            if (why is not null)
            {
                await media.DeleteAsync(upload.Source, cancellationToken);
                return new PictureRefused(why);
            }
        }
        catch (FileNotFoundException)
        {
            return new AvatarNotUploaded();
        }
        return await ReplaceAsync(await UserAsync(upload.OwnerId, cancellationToken), upload, cancellationToken);
    }

    // What has to be deleted is written down before it is nobody's avatar any more, and is not lost by a crash.
    private async Task<Result<User>> ReplaceAsync(User user, AvatarUpload upload, CancellationToken cancellationToken)
    {
        AvatarUpload replacing = upload with { Replaces = user.Avatar };
        await store.UpdateAsync<AvatarUpload>(
            user.Id, user.Id, u => u.Target == upload.Target ? replacing : u, cancellationToken);
        User changed = await store.UpdateAsync<User>(
            user.Id,
            user.Id,
            u => u with { Avatar = upload.Target, UpdatedAt = time.GetUtcNow() },
            cancellationToken) ?? throw Gone(user.Id);
        return await SettleAsync(changed, replacing, cancellationToken);
    }

    private async Task<Result<User>> SettleAsync(User user, AvatarUpload upload, CancellationToken cancellationToken)
    {
        if (upload.Replaces is { } replaced && replaced != upload.Target)
            await media.DeleteAsync(replaced, cancellationToken);
        await media.DeleteAsync(upload.Source, cancellationToken);
        Stored<AvatarUpload>? known = await store.FindAsync<AvatarUpload>(user.Id, user.Id, cancellationToken);
        if (known?.Value.Target == upload.Target)
            await store.DeleteAsync<AvatarUpload>(user.Id, user.Id, known.ETag, cancellationToken);
        return user;
    }

    private async Task<User> UserAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value ?? throw Gone(ownerId);

    private static InvalidOperationException Gone(string id) => new($"User {id} was there and is gone.");
}

/// <summary>The picture has not been uploaded yet.</summary>
public sealed record AvatarNotUploaded : Problem;

/// <summary>The picture is being made into an avatar already.</summary>
public sealed record AvatarBusy : Problem;

/// <summary>What was uploaded cannot be made into an avatar.</summary>
/// <param name="Reason">Why, in a sentence for its owner.</param>
public sealed record PictureRefused(string Reason) : Problem;
