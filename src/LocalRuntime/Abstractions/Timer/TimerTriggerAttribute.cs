using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function on a schedule.</summary>
/// <param name="schedule">Six NCRONTAB fields (second first), a time span between runs, or <c>%setting%</c>.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule, in UTC.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the last and next run are stored, so that a run missed while the host was down is made up
    /// for at the next start. Schedules shorter than a minute are never stored.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs whenever the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
