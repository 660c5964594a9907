namespace Understudy.MediaEngine.Scenes.Prompts;

/// <summary>What a concept is to a picture.</summary>
internal enum ConceptKind
{
    /// <summary>The time of day.</summary>
    Time,

    /// <summary>The time of the year.</summary>
    Season,

    /// <summary>Weather, which fills the picture.</summary>
    Weather,

    /// <summary>A kind of land, which the rest stands on.</summary>
    Place,

    /// <summary>Water, as a part of the land.</summary>
    Water,

    /// <summary>Something that grows.</summary>
    Plant,

    /// <summary>Something built.</summary>
    Building,

    /// <summary>Something seen in the sky.</summary>
    Sky,

    /// <summary>An animal.</summary>
    Animal,

    /// <summary>A person, or many.</summary>
    Person,

    /// <summary>Something that people travel in.</summary>
    Vehicle,

    /// <summary>Any other thing.</summary>
    Thing,

    /// <summary>Something that happens.</summary>
    Event,

    /// <summary>Something small of which the air or the water is full.</summary>
    Particle,

    /// <summary>A colour, of a thing or of the whole.</summary>
    Colour,

    /// <summary>A mood, of the whole.</summary>
    Mood,

    /// <summary>Where in the picture a thing is.</summary>
    Position,

    /// <summary>How a thing moves.</summary>
    Motion,

    /// <summary>How the camera moves, or how near it is.</summary>
    Camera,

    /// <summary>How it is painted.</summary>
    Style,
}
