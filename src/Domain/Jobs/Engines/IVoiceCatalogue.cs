namespace Understudy.Domain.Jobs.Engines;

/// <summary>Knows the voices that everybody may have texts said with.</summary>
public interface IVoiceCatalogue
{
    /// <summary>All of them.</summary>
    IReadOnlyList<CatalogueVoice> All { get; }
}

/// <summary>A voice that everybody may use.</summary>
/// <param name="Id">How a <see cref="EngineTask.Speak"/> names it, for instance <c>male-young-energetic</c>.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Gender">As it is heard: male or female.</param>
/// <param name="Age">As it is heard: young, adult or elder.</param>
/// <param name="Style">How it speaks, for instance <c>warm</c>.</param>
/// <param name="Languages">What it speaks, by their two letters.</param>
public sealed record CatalogueVoice(
    string Id, string Name, string Gender, string Age, string Style, IReadOnlyList<string> Languages);
