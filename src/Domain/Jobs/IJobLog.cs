namespace Understudy.Domain.Jobs;

/// <summary>Hears of every decision about jobs once it is stored. A crash may keep one from it.</summary>
public interface IJobLog
{
    /// <summary>A job was asked for.</summary>
    void Asked(Job job);

    /// <summary>A job has ended, in whatever way.</summary>
    void Ended(Job job);
}
