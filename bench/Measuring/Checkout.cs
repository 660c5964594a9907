namespace Understudy.Bench.Measuring;

/// <summary>Where things are in the source tree that this program was built from.</summary>
internal static class Checkout
{
    /// <summary>The absolute path of a file or folder in it.</summary>
    public static string Path(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Understudy.slnx")))
                return System.IO.Path.Combine(folder.FullName, relative);
        }

        throw new InvalidOperationException("This program runs only within the source tree: ./dev bench.");
    }
}
