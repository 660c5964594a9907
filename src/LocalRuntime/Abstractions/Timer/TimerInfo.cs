namespace Microsoft.Azure.Functions.Worker;

/// <summary>When a schedule ran and will run, in UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last scheduled run.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next scheduled run.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}

/// <summary>What a timer function learns about its run.</summary>
public class TimerInfo
{
    /// <summary>The schedule's status; null if the timer keeps none.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether the run comes later than it should have, because the host was down.</summary>
    public bool IsPastDue { get; set; }
}
