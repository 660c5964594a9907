namespace Understudy.Functions.Core.Jobs;

/// <summary>How much work may be asked for.</summary>
public sealed class JobOptions : ISettings
{
    /// <summary>How many jobs of one kind an account may have waiting for their turn; 1 is the least.</summary>
    public int MaxWaitingJobs { get; set; } = 200;

    void ISettings.Check()
    {
        if (MaxWaitingJobs < 1)
            throw new SettingException(
                nameof(MaxWaitingJobs), $"is {MaxWaitingJobs}; it is a number of jobs, and 1 the least");
    }
}
