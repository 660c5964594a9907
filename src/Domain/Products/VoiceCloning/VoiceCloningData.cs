using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>What VoiceCloning keeps about a person besides files and jobs: voice profiles.</summary>
public sealed class VoiceCloningData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VoiceProfile profile in store.ReadAllAsync<VoiceProfile>(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"voicecloning/profiles/{profile.Id}.json",
                new
                {
                    profile.Id,
                    profile.Name,
                    profile.Description,
                    profile.Language,
                    profile.Gender,
                    profile.SampleId,
                    profile.State,
                    Failure = profile.Failure?.Message,
                    profile.CreatedAt,
                });
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        store.EraseAllAsync<VoiceProfile>(ownerId, cancellationToken);
}
