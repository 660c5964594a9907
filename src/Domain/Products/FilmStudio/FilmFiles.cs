using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>
/// Files under the names that lip-sync takes: <c>s3://container/name</c>, or the id of an asset. They are names and no way in:
/// each is looked up among the caller's own jobs and assets.
/// </summary>
public sealed class FilmFiles(IDocumentStore store, AssetDesk assets)
{
    private const string Scheme = "s3://";

    /// <summary>The answer for a file that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("File");

    /// <summary>The name of a stored file.</summary>
    public static string PathOf(MediaKey key) => $"{Scheme}{key.Container}/{key.Name}";

    /// <summary>Whether a text has the form of a name.</summary>
    public static bool IsPath(string text) => CanonicalId.Of(text) is not null ||
        (text.StartsWith(Scheme, StringComparison.Ordinal) && text.Length > Scheme.Length);

    /// <summary>Finds a file of a person by its name.</summary>
    /// <param name="ownerId">Whose it has to be.</param>
    /// <param name="path">What <see cref="IsPath"/> takes.</param>
    /// <param name="field">Which field named it, for what is wrong with it.</param>
    /// <param name="kind">What has to be in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file; or <see cref="Missing"/>, <see cref="Problem.Invalid"/>.</returns>
    public async Task<Result<FilmFile>> FindAsync(
        string ownerId, string path, string field, AssetKind kind, CancellationToken cancellationToken)
    {
        // Whatever stands before it, the file's own name or its folder's is an id.
        string name = path.StartsWith(Scheme, StringComparison.Ordinal) ? path[Scheme.Length..] : path;
        string[] parts = name.Split('/');
        string asset = Path.GetFileNameWithoutExtension(parts[^1]);
        if (CanonicalId.Of(asset) is { } assetId)
        {
            Result<Asset> used = await assets.UseAsync(ownerId, assetId, FilmWork.Uploads, cancellationToken);
            if (!used.Succeeded) return Word(used.Problem, field);
            AssetContent content = used.Value.Content!;
            return name != path && name != $"{used.Value.File}"
                ? Missing
                : Of(content.Kind, kind, field, new FilmFile(used.Value.File, content.DurationSeconds, IsMarked: false));
        }
        if (parts.Length < 2 || CanonicalId.Of(parts[^2]) is not { } jobId ||
            await store.FindAsync<Job>(ownerId, jobId, cancellationToken) is not
            {
                Value: { Product: FilmStudioPlans.Product, State: JobState.Completed } job,
            })
            return Missing;
        MediaKey? made = job.Outputs?.Video ?? job.Outputs?.Audio;
        return made is null || name != $"{made}"
            ? Missing
            : Of(
                job.Outputs!.Video is null ? AssetKind.Audio : AssetKind.Video,
                kind,
                field,
                new FilmFile(made, job.Outputs.DurationSeconds, FilmKinds.BearsMark(job)));
    }

    /// <summary>What is wrong with an uploaded file, as a fault of the field that names it.</summary>
    public static Problem Word(Problem problem, string field) => problem switch
    {
        AssetNotUploaded => new Problem.Invalid(field, FieldFault.NotAllowed, "Has not been uploaded yet."),
        FileRefused { Reason: var reason } => new Problem.Invalid(field, FieldFault.NotAllowed, reason),
        FileOfWrongFormat => new Problem.Invalid(field, FieldFault.NotAllowed, "Is not what it was said to be."),
        FileOfWrongSize => new Problem.Invalid(field, FieldFault.NotAllowed, "Is larger than it was said to be."),
        _ => problem,
    };

    private static Result<FilmFile> Of(AssetKind found, AssetKind wanted, string field, FilmFile file) => found == wanted
        ? file
        : new Problem.Invalid(
            field, FieldFault.NotAllowed, wanted == AssetKind.Video ? "Must be a film." : "Must be a recording.");
}

/// <summary>A file of a person.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Seconds">How long it lasts, where that is known.</param>
/// <param name="IsMarked">Whether its picture says already that it is AI-made.</param>
public sealed record FilmFile(MediaKey Key, double? Seconds, bool IsMarked);
