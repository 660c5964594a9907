namespace Understudy.Functions.Core.Jobs;

/// <summary>How much work may be asked for.</summary>
public sealed class JobOptions : ISettings
{
    /// <summary>How many jobs of one kind an account may have waiting for their turn; 1 is the least.</summary>
    public int MaxWaitingJobs { get; set; } = 200;

    /// <summary>
    /// How many jobs of one lane are with the workers at once, where those do them: about as many as there may be workers for
    /// it. More would wait in the broker's queue, which knows no turns; fewer would leave workers idle.
    /// </summary>
    public int JobsAtWorkers { get; set; } = 4;

    /// <summary>
    /// A Whisper model in ggml's format, by which the embedded engine recognises speech in many languages; empty for English by
    /// PocketSphinx.
    /// </summary>
    public string WhisperModel { get; set; } = "";

    void ISettings.Check()
    {
        if (JobsAtWorkers < 1)
            throw new SettingException(nameof(JobsAtWorkers), $"is {JobsAtWorkers}; it is a number of jobs, and 1 the least");
        if (MaxWaitingJobs < 1)
            throw new SettingException(
                nameof(MaxWaitingJobs), $"is {MaxWaitingJobs}; it is a number of jobs, and 1 the least");
    }
}
