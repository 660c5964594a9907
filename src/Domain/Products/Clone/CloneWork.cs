namespace Understudy.Domain.Products.Clone;

/// <summary>What Clone's jobs have in common.</summary>
public static class CloneWork
{
    /// <summary>The product, where several are told apart.</summary>
    public const string Product = "clone";

    /// <summary>The lane of videos to make.</summary>
    public const string VideoLane = "videos";

    /// <summary>The lane of looks to train. Voices were trained in it, too, and those that are kept in it end there.</summary>
    public const string VideoTrainingLane = "training";

    /// <summary>The lane of voices to train: that takes seconds, and never waits for a video's minutes.</summary>
    public const string VoiceTrainingLane = "voice-training";
}
