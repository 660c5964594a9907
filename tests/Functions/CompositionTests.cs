using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests;

/// <summary>How the app is put together.</summary>
public sealed class CompositionTests
{
    [Fact]
    public void The_data_folder_is_for_the_apps_user_alone()
    {
        using TempFolder folder = new();
        string data = Path.Combine(folder.Path, "data");

        TestApp.Builder(data);

        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(data).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
