using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Sentences said with a profile's voice. The same sentence is made once. VoiceCloning, Preview Voice.</summary>
public sealed class VoicePreviews(IDocumentStore store, VoiceProfiles profiles, JobDesk desk, PreviewKind kind)
{
    private const int MaxAttempts = 3;

    /// <summary>Has a sentence said, unless it was.</summary>
    /// <param name="ownerId">Who asks.</param>
    /// <param name="profileId">Whose voice.</param>
    /// <param name="text">What is said; without, a voice that is there is asked for nothing.</param>
    /// <param name="language">In which language; null for the profile's.</param>
    /// <param name="pipelines">What runs it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The job; or <see cref="VoiceProfiles.Missing"/>, <see cref="Problem.Invalid"/>, <see cref="TooManyWaiting"/>.</returns>
    public async Task<Result<Job>> AskAsync(
        string ownerId, string profileId, string? text, string? language, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if (await profiles.FindAsync(ownerId, profileId, cancellationToken) is not { } profile) return VoiceProfiles.Missing;
        if (text is null)
            return new Problem.Invalid([new FieldError("text", FieldFault.Missing, "Is required.") { Place = FieldPlace.Query }]);
        string spoken = language ?? profile.Language;
        if (!VoiceWork.Spoken.Contains(spoken))
            return new Problem.Invalid([
                new FieldError("language", FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", VoiceWork.Spoken)}.")
                {
                    Place = FieldPlace.Query,
                },
            ]);
        Result<UsableVoice> voice = VoiceProfiles.Use(profile);
        if (!voice.Succeeded) return voice.Problem;
        string id = "";
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            id = IdOf(profile.Id, spoken, text, attempt);
            if ((await store.FindAsync<Job>(ownerId, id, cancellationToken))?.Value is not { } before) break;
            // What failed may have failed for something that has passed.
            bool isLast = before.State is not (JobState.Failed or JobState.Cancelled) || attempt == MaxAttempts - 1;
            if (isLast && before.IsFinished) return before;
            if (isLast) break;
        }
        Result<JobQueued> queued = await desk.QueueAsync(
            new NewJob
            {
                Id = id,
                OwnerId = ownerId,
                Kind = kind,
                EstimatedSeconds = 3,
                Inputs = JobInputs.Of(new PreviewInputs
                {
                    Sources = voice.Value.Files,
                    Folder = VoiceWork.FolderOf(ownerId, id),
                    Name = $"{profile.Name}.wav",
                    Project = VoiceWork.DefaultProject,
                    ProfileId = profile.Id,
                    Voice = voice.Value.Folder,
                    Sample = voice.Value.Sample,
                    Text = text,
                    Language = spoken,
                }),
            },
            pipelines,
            cancellationToken);
        return queued.Succeeded ? queued.Value.Job : queued.Problem;
    }

    // RFC 9562 §5.8: an id that follows from what is said.
    private static string IdOf(string profileId, string language, string text, int attempt)
    {
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{profileId}\n{language}\n{attempt}\n{text}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
