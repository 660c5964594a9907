namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>Something that a prompt may speak of.</summary>
/// <param name="Id">Its name in <c>scene.json</c>, e.g. <c>cherry-blossom</c>.</param>
/// <param name="Kind">What it is to a picture.</param>
internal sealed record Concept(string Id, ConceptKind Kind)
{
    /// <summary>Whether it is in the picture as a thing of its own, so that there may be three of it, on the left.</summary>
    public bool IsThing => Kind is ConceptKind.Place or ConceptKind.Water or ConceptKind.Plant or ConceptKind.Building
        or ConceptKind.Sky or ConceptKind.Animal or ConceptKind.Person or ConceptKind.Vehicle or ConceptKind.Thing
        or ConceptKind.Event or ConceptKind.Particle or ConceptKind.Weather;
}
