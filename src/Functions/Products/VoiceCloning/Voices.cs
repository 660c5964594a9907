using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Voice profiles. VoiceCloning, Voice Management.</summary>
[SignedInBy(Way.Session)]
public sealed class Voices(VoiceProfiles profiles, VoicePreviews previews, JobEnds ends, IMediaStore media)
{
    private const int LongestName = 255, LongestDescription = 2000, LongestPreview = 500;

    // Azure's load balancer gives up at 230 seconds, and most clients before.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>VoiceCloning, Get Voice Profiles.</summary>
    [Function("VoiceCloning-Profile-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/voices/profiles")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        string? language = query.Line("language", VoiceWords.LongestLanguage)?.ToLowerInvariant();
        string? gender = query.Line("gender", 20)?.ToLowerInvariant();
        if (query.Problem is { } invalid) return new Refusal(invalid);
        List<ProfileAnswer> found = [];
        await foreach (VoiceProfile profile in profiles.ListAsync(Caller.IdOf(request), language, gender, cancellationToken))
            found.Add(VoiceBodies.Profile(profile));
        return VoiceCloningDialect.Instance.Success(new ProfilesAnswer(found));
    }

    /// <summary>VoiceCloning, Create Voice Profile. It is trained behind this answer, and can be used at once.</summary>
    [Creates]
    [Function("VoiceCloning-Profile-Create")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/voices/create-profile")]
        HttpRequest request,
        [DurableClient] DurableTaskClient client) => request.HandleAsync(
            fields => new CreateProfile(
                Caller.IdOf(request),
                fields.Line("name", LongestName),
                fields.Uuid("audio_sample_id"),
                // What could not be spoken could be neither heard nor dubbed with.
                fields.RequiredWord("language", VoiceWords.Spoken),
                fields.OptionalText("description", LongestDescription),
                NewResource.IdOf(request)),
            (command, cancel) => profiles.CreateAsync(command, new DurablePipelines(client), cancel),
            VoiceBodies.Profile,
            StatusCodes.Status201Created);

    /// <summary>A profile by itself; beyond the contract.</summary>
    [Function("VoiceCloning-Profile-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/voices/profiles/{profileId}")]
        HttpRequest request,
        string profileId,
        CancellationToken cancellationToken) =>
        await profiles.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(profileId), cancellationToken) is { } profile
            ? VoiceCloningDialect.Instance.Success(VoiceBodies.Profile(profile))
            : new Refusal(VoiceProfiles.Missing);

    /// <summary>Deletes a profile; beyond the contract.</summary>
    [Function("VoiceCloning-Profile-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "voicecloning/api/v1/voices/profiles/{profileId}")]
        HttpRequest request,
        string profileId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        await profiles.DeleteAsync(
            Caller.IdOf(request), CanonicalId.OrNone(profileId), new DurablePipelines(client), cancellationToken)
            ? VoiceCloningDialect.Instance.Success(new MessageAnswer("Voice profile deleted"))
            : new Refusal(VoiceProfiles.Missing);

    /// <summary>VoiceCloning, Preview Voice.</summary>
    [Function("VoiceCloning-Profile-Preview")]
    public async Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "voicecloning/api/v1/voices/preview/{profileId}")]
        HttpRequest request,
        string profileId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        string? text = query.Line("text", LongestPreview);
        string? language = query.Line("language", VoiceWords.LongestLanguage)?.ToLowerInvariant();
        if (query.Problem is { } invalid) return new Refusal(invalid);
        string owner = Caller.IdOf(request);
        Result<Job> asked = await previews.AskAsync(
            owner, CanonicalId.OrNone(profileId), text, language, new DurablePipelines(client), cancellationToken);
        if (!asked.Succeeded) return new Refusal(asked.Problem);
        Job? job = await ends.WaitAsync(owner, asked.Value.Id, _patience, cancellationToken);
        return job switch
        {
            null => new Refusal(VoiceProfiles.Missing),
            { Outputs.Audio: { } sound } => Results.Stream(await media.OpenReadAsync(sound, cancellationToken), "audio/wav"),
            { IsFinished: true } => new Refusal(new PreviewFailed(job.Failure ?? JobFailure.Unwanted)),
            _ => new Refusal(new PreviewNotReady()),
        };
    }
}
