using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Files. VoiceCloning, File Management.</summary>
[SignedInBy(Way.Session)]
public sealed class Files(FileForms forms, AssetDesk assets, VoiceFiles files, VoiceBodies bodies)
{
    private const string ProjectName = "project_name";
    private const int LongestProject = 255;

    private static readonly FileForm _form = new("file", VoiceWork.LargestUpload, ProjectName);

    /// <summary>VoiceCloning, Upload File. It goes to where it is kept as it comes.</summary>
    [Creates(StreamsBody = true)]
    [Limited(VoiceCloningLimits.Upload)]
    [Function("VoiceCloning-File-Upload")]
    public async Task<IResult> Upload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/files/upload")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Result<ReceivedForm<Asset>> form = await forms.ReceiveAsync<Asset>(
            request,
            _form,
            (file, cancel) => assets.BringAsync(
                new BringAsset(owner, file.Name, file.AtMost, file.Content, VoiceWork.DefaultProject), VoiceWork.Uploads, cancel),
            asset => DiscardAsync(asset),
            cancellationToken);
        if (!form.Succeeded) return new Refusal(form.Problem);
        // What it belongs to may stand behind it.
        Asset? kept = form.Value.File;
        if (form.Value.Fields.GetValueOrDefault(ProjectName)?.Trim() is { Length: > 0 } project)
        {
            if (WrongWith(project) is { } wrong)
            {
                await DiscardAsync(kept);
                return new Refusal(new Problem.Invalid([wrong]));
            }
            kept = await assets.GroupAsync(kept, project, cancellationToken);
        }
        return kept is null
            ? new Refusal(VoiceFiles.Missing)
            : VoiceCloningDialect.Instance.Success(bodies.File(VoiceFile.Of(kept)), StatusCodes.Status201Created);
    }

    /// <summary>VoiceCloning, Get File. What a job made is a file, too.</summary>
    [Function("VoiceCloning-File-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/files/{fileId}")]
        HttpRequest request,
        string fileId,
        CancellationToken cancellationToken) =>
        await files.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(fileId), cancellationToken) is { } file
            ? VoiceCloningDialect.Instance.Success(bodies.File(file))
            : new Refusal(VoiceFiles.Missing);

    /// <summary>VoiceCloning, Delete File.</summary>
    [Function("VoiceCloning-File-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "voicecloning/api/v1/files/{fileId}")] HttpRequest request,
        string fileId,
        CancellationToken cancellationToken) =>
        await files.DeleteAsync(Caller.IdOf(request), CanonicalId.OrNone(fileId), cancellationToken)
            ? VoiceCloningDialect.Instance.Success(new MessageAnswer("File deleted"))
            : new Refusal(VoiceFiles.Missing);

    private Task<bool> DiscardAsync(Asset asset) =>
        assets.DeleteAsync(asset.OwnerId, asset.Product, asset.Id, CancellationToken.None);

    private static FieldError? WrongWith(string project) =>
        project.EnumerateRunes().Count() > LongestProject
            ? new FieldError(ProjectName, FieldFault.TooLong, $"Must have at most {LongestProject} characters.") { Max = LongestProject }
            : project.Any(char.IsControl)
                ? new FieldError(ProjectName, FieldFault.Malformed, "Must not contain control characters.")
                : null;
}
