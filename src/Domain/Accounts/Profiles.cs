using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Reading and writing profiles. Clone §3.</summary>
public sealed class Profiles(IDocumentStore store, IIdFactory ids, TimeProvider time)
{
    /// <summary>The answer as long as the survey has not been answered.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Profile");

    /// <summary>A person's profile, or null before the survey was answered.</summary>
    public async Task<Profile?> FindAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<Profile>(ownerId, ownerId, cancellationToken))?.Value;

    /// <summary>Writes the answers down, in place of earlier ones. Clone §3.1.</summary>
    public async Task<Profile> SaveAsync(
        string ownerId, SurveyAnswers answers, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Profile first = new()
        {
            OwnerId = ownerId,
            ProfileId = ids.Next(),
            Answers = answers,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await store.FindOrCreateAsync(ownerId, ownerId, () => first, cancellationToken);
        return await store.UpdateAsync<Profile>(
            ownerId,
            ownerId,
            profile => profile.ProfileId == first.ProfileId ? profile : profile with { Answers = answers, UpdatedAt = now },
            cancellationToken) ?? first;
    }
}
