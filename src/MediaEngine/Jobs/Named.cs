using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Jobs;

/// <summary>What a task names, in the engine's own words.</summary>
internal static class Named
{
    /// <summary>The member of that name.</summary>
    /// <param name="name">The name, in small letters.</param>
    /// <param name="what">What it is, for a message.</param>
    /// <exception cref="MediaRejectedException">There is none.</exception>
    public static T Of<T>(string name, string what)
        where T : struct, Enum
    {
        // Numbers are no names, nor is what stands for nothing.
        string? found = Enum.GetNames<T>().FirstOrDefault(each => each.ToLowerInvariant().Equals(name, StringComparison.Ordinal) && each != "None");
        return found is not null
            ? Enum.Parse<T>(found)
            : throw new MediaRejectedException(
                MediaRejection.InvalidRequest,
                $"There is no {what} of this name; there are {string.Join(", ", Enum.GetNames<T>().Where(each => each != "None").Select(each => each.ToLowerInvariant()))}.");
    }
}
