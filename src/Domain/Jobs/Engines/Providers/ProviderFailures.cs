namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>Why a provider made no film.</summary>
public static class ProviderFailures
{
    /// <summary>It does not take the prompt or the pictures.</summary>
    public static JobFailure Refused { get; } = new(
        "provider_refused",
        "The video service does not take this prompt or these pictures. Please change them; nothing was charged.");

    /// <summary>It does not let us in, or wants to be paid: an operator's matter.</summary>
    public static JobFailure Unavailable { get; } = new(
        "provider_unavailable", "The video service cannot be used at the moment. Please try again later; nothing was charged.");

    /// <summary>It took no work for as long as anybody should have to wait.</summary>
    public static JobFailure Busy { get; } = new(
        "provider_busy", "The video service has too much to do. Please try again later; nothing was charged.");

    /// <summary>Whether it took the work was never learnt. It is not asked a second time for the same.</summary>
    public static JobFailure Lost { get; } = new(
        "provider_lost", "The video service has not told whether it took the work. Please try again; nothing was charged.");

    /// <summary>It took the work and could not do it.</summary>
    public static JobFailure Failed { get; } = new(
        "provider_failed", "The video service could not make this video. Please try again, or change it; nothing was charged.");

    /// <summary>What it made cannot be brought here, or is no film.</summary>
    public static JobFailure Unusable { get; } = new(
        "provider_result_unusable", "What the video service made cannot be used. Please try again; nothing was charged.");
}
