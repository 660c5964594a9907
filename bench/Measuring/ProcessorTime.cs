using System.Globalization;

namespace Understudy.Bench.Measuring;

/// <summary>What processes took of the processors so far, user and system time, in seconds.</summary>
internal static class ProcessorTime
{
    private const double TicksASecond = 100;

    /// <summary>This process and its children that have ended.</summary>
    public static double Seconds() => Sum("self", 4);

    /// <summary>Another process, without its children.</summary>
    public static double SecondsOf(int process) => Sum(process.ToString(CultureInfo.InvariantCulture), 2);

    private static double Sum(string process, int count)
    {
        // After the name in brackets, which may have spaces: utime, stime, cutime and cstime are the 12th to the 15th.
        string stat = File.ReadAllText($"/proc/{process}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..(11 + count)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksASecond;
    }
}
